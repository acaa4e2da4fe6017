import type { Finding } from '../../shared/api/findings.ts'
import { formatInstant } from '../../shared/base/format-time.ts'
import { useInstant } from '../api/instant.ts'
import { useAsked } from '../api/use-asked.ts'
import { useClient } from '../api/use-client.ts'
import { Link } from '../app/Link.tsx'
import { Panel } from '../components/Panel.tsx'
import { Dot } from '../components/State.tsx'
import style from './finding-links.module.css'
import { findingsOn } from './findings-on.ts'

export interface FindingLinksProps {
  readonly targetId: string
  readonly entity: string
}

const tones = { critical: 'bad', warning: 'warn', info: 'accent' } as const

/** What was found on an entity at the instant in force, each a way to its reasons. Nothing while nothing was. */
export function FindingLinks({ targetId, entity }: FindingLinksProps) {
  return <List findings={useFindingsOn(targetId, entity)} />
}

/** The same as a panel of a page. */
export function FindingsPanel({ targetId, entity }: FindingLinksProps) {
  const findings = useFindingsOn(targetId, entity)
  if (findings.length === 0) return null
  return (
    <Panel title="Findings" note="why, and what to do">
      <div className={style['inset']}>
        <List findings={findings} />
      </div>
    </Panel>
  )
}

function List({ findings }: { readonly findings: readonly Finding[] }) {
  const { shown } = useInstant()
  if (findings.length === 0) return null
  return (
    <ul className={style['links']} aria-label="Findings">
      {findings.map(({ id, title, severity, since }) => (
        <li key={id}>
          <Dot tone={tones[severity]} />
          <Link to={['findings']} state={{ finding: id }}>
            {title}
          </Link>
          <span className={style['since']}>since {formatInstant(since, shown)}</span>
        </li>
      ))}
    </ul>
  )
}

function useFindingsOn(targetId: string, entity: string) {
  const client = useClient()
  const { at, shown } = useInstant()
  const asked = useAsked(`${targetId} ${shown}`, (signal) =>
    client.call('findings.at', at === 'live' ? { targetId } : { targetId, at }, signal),
  )
  return findingsOn(asked.value?.findings ?? [], entity)
}
