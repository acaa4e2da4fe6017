import type { ComparedSide, Comparison } from '../../../shared/api/compare.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import { Unknown } from '../../components/Blocks.tsx'
import { useEntities } from '../frame/system-context.ts'
import style from './compare.module.css'
import type { Comparing } from './comparing.ts'

export interface UncomparedProps {
  readonly comparing: Comparing
  readonly told: Comparison
}

/** What was not compared, and why: neither alike nor different. */
export function Uncompared({ comparing, told: { a, b, unseen, own } }: UncomparedProps) {
  const isOther = comparing.words.relation === 'other'
  return (
    <>
      {unseen.length > 0 && (
        <Unknown title="Not compared, because it was not observed at one of the two moments:">
          {unseen.join(', ')}.
        </Unknown>
      )}
      <Gaps
        side={a}
        system={comparing.target.config.system}
        whose={isOther ? comparing.other.config.name : ''}
      />
      <Gaps
        side={b}
        system={comparing.target.config.system}
        whose={isOther ? comparing.target.config.name : ''}
      />
      {(own.entities > 0 || own.facts.length > 0) && <p className={style['note']}>{ownText(own)}</p>}
    </>
  )
}

interface GapsProps {
  readonly side: ComparedSide
  readonly system: string
  readonly whose: string
}

/** What could not be asked at one moment: compared is what was known before. */
function Gaps({ side: { gaps, at }, system, whose }: GapsProps) {
  const { nameOf } = useEntities(system)
  const [first] = gaps
  if (first === undefined) return null
  const asks = gaps.map(({ ask, entity }) => (entity === '' ? ask : `${ask} of ${nameOf(entity).name}`))
  return (
    <Unknown
      title={`${[whose, formatInstant(at)].filter(Boolean).join(' at ')}: not everything could be asked.`}
      fix={first.fix}
    >
      Compared is what was known before of: {[...new Set(asks)].join(', ')}. {first.message}
    </Unknown>
  )
}

function ownText({ entities, facts }: Comparison['own']): string {
  const things =
    entities === 0 ? [] : [`${formatNumber(entities)} entities whose names are of one cluster alone`]
  return `Never alike in two clusters, and so not compared: ${[...facts, ...things].join(', ')}.`
}
