import { TriangleAlert } from 'lucide-react'
import type { Finding } from '../../../../shared/api/findings.ts'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import { useInstant } from '../../../api/instant.ts'
import { useAsked } from '../../../api/use-asked.ts'
import { useClient } from '../../../api/use-client.ts'
import { Link } from '../../../app/Link.tsx'
import { toneColor } from '../../../components/tone.ts'
import { causesOf } from './causes.ts'
import style from './topic.module.css'

const tones = { critical: 'bad', warning: 'warn', info: 'accent' } as const

interface ExplainedByProps {
  readonly targetId: string
  /** A partition. */
  readonly entity: string
  readonly isTroubled: boolean
}

/** The findings behind what is seen on a partition: each cause once, however much it explains. */
export function ExplainedBy({ targetId, entity, isTroubled }: ExplainedByProps) {
  const client = useClient()
  const { at, shown } = useInstant()
  const asked = useAsked(`${targetId} ${shown}`, (signal) =>
    client.call('findings.at', at === 'live' ? { targetId } : { targetId, at }, signal),
  )
  const causes = causesOf(asked.value?.findings ?? [], entity, isTroubled)
  if (causes.length === 0) return null
  return (
    <div className={style['explained']}>
      <h4>Explained by</h4>
      {causes.map((cause) => (
        <Cause key={cause.finding.id} finding={cause.finding} explains={cause.explains} at={shown} />
      ))}
    </div>
  )
}

function Cause({ finding, explains, at }: { finding: Finding; explains: number; at: number }) {
  return (
    <div className={style['cause']}>
      <TriangleAlert
        size={13}
        style={{ color: toneColor(tones[finding.severity]), flex: 'none' }}
        aria-hidden
      />
      <div>
        <Link to={['findings']} state={{ finding: finding.id }}>
          {finding.title}
        </Link>
        <div className={style['note']}>
          {explains > 0 && `one cause for ${explains + 1} findings · `}since{' '}
          {formatInstant(finding.since, at)}
        </div>
      </div>
    </div>
  )
}
