import type { Found, FoundEntity, FoundFact, FoundFinding, FoundRun } from '../../../shared/api/search.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import { Name } from '../../components/Name.tsx'
import { State } from '../../components/State.tsx'
import { outcomeWord } from '../../experiments/outcome.ts'
import { severityTone } from '../findings/FindingList.tsx'
import type { HitContext } from './hit-context.ts'
import { entityLived, factLived, findingLived } from './lived.ts'
import type { Lived } from './lived.ts'
import { Marked } from './Marked.tsx'
import { holdsAll } from './marks.ts'
import style from './search.module.css'
import { TargetCell } from './TargetCell.tsx'
import { valueText } from './value-text.ts'

interface CellsProps<F extends Found> {
  readonly found: F
  readonly context: HitContext
}

/** What a hit is, of what, of which target, and when. */
export function HitCells({ found, context }: CellsProps<Found>) {
  switch (found.is) {
    case 'entity':
      return <EntityCells {...{ found, context }} />
    case 'fact':
      return <FactCells {...{ found, context }} />
    case 'finding':
      return <FindingCells {...{ found, context }} />
    case 'run':
      return <RunCells {...{ found, context }} />
  }
}

function EntityCells({ found, context }: CellsProps<FoundEntity>) {
  const { words } = context
  const { kind, name } = nameIn(found, context)
  // some words may be in its path alone
  const isPathTold = !holdsAll(`${kind} ${name}`, words) && holdsAll(found.entity, words)
  return (
    <>
      <span className={style['what']}>
        <Marked text={kind} words={words} />
      </span>
      <span className={isPathTold ? undefined : style['wide']} title={found.entity}>
        <Name>
          <Marked text={name} words={words} />
        </Name>
      </span>
      {isPathTold && (
        <span className={style['of']} title={found.entity}>
          <Name>
            <Marked text={found.entity} words={words} />
          </Name>
        </span>
      )}
      <Where {...{ found, context }} />
      <When lived={entityLived(found, targetOf(found, context), context.now)} />
    </>
  )
}

function FactCells({ found, context }: CellsProps<FoundFact>) {
  const { words, places } = context
  const info = places.get(found.targetId)?.fact(found.key)
  const { kind, name } = nameIn(found, context)
  const value = valueText(found, words)
  const label = info?.label ?? found.key
  const what = holdsAll(`${label} ${value} ${name}`, words) ? label : found.key
  const held = found.held > 1 ? ` and ${formatNumber(found.held - 1)} more` : ''
  return (
    <>
      <span
        className={style['what']}
        title={`${label} (${found.key})${info === undefined ? '' : `: ${info.about}`}`}
      >
        <Marked text={what} words={words} />
      </span>
      <span title={found.text}>
        <Name>
          <Marked text={value} words={words} />
        </Name>
      </span>
      <span className={style['of']} title={`${kind} ${name}${held}`}>
        <Name>
          <Marked text={name} words={words} />
        </Name>
        {held}
      </span>
      <Where {...{ found, context }} />
      <When lived={factLived(found, targetOf(found, context), context.now)} />
    </>
  )
}

function FindingCells({ found, context }: CellsProps<FoundFinding>) {
  const { words, now } = context
  const { name } = nameIn(found, context)
  // a title names what it is about; what else it was found by is told beside it
  const beside = holdsAll(found.title, words)
    ? undefined
    : [name, found.rule].find((each) => holdsAll(`${found.title} ${each}`, words))
  return (
    <>
      <span className={style['what']}>
        <State tone={severityTone[found.severity]}>{found.severity}</State>
      </span>
      <span
        className={beside === undefined ? style['wide'] : undefined}
        title={`${found.title} · ${name} · ${found.rule}`}
      >
        <Marked text={found.title} words={words} />
      </span>
      {beside !== undefined && (
        <span className={style['of']} title={beside}>
          <Name>
            <Marked text={beside} words={words} />
          </Name>
        </span>
      )}
      <Where {...{ found, context }} />
      <When lived={findingLived(found, now)} />
    </>
  )
}

function RunCells({ found, context: { words, now } }: CellsProps<FoundRun>) {
  const outcome = found.outcome === undefined ? undefined : outcomeWord(found.outcome)
  return (
    <>
      <span className={style['what']}>
        {outcome === undefined ? 'run' : <State tone={outcome.tone}>{outcome.word}</State>}
      </span>
      <span title={found.title}>
        <Marked text={found.title} words={words} />
      </span>
      <span className={style['of']}>
        <Marked text={found.experiment} words={words} />
      </span>
      <span className={style['of']}>
        <Marked text={found.targetName} words={words} />
      </span>
      <When lived={{ says: formatInstant(found.at, now), about: 'It began then.', isQuiet: false }} />
    </>
  )
}

type OfTarget = FoundEntity | FoundFact | FoundFinding

function Where({ found, context }: CellsProps<OfTarget>) {
  return <TargetCell id={found.targetId} target={targetOf(found, context)} words={context.words} />
}

function When({ lived: { says, about, isQuiet } }: { readonly lived: Lived }) {
  return (
    <span className={style['when']} data-quiet={isQuiet} title={`${says}. ${about}`}>
      {says}
    </span>
  )
}

function nameIn({ targetId, entity }: OfTarget, { places }: HitContext) {
  return places.get(targetId)?.entities.nameOf(entity) ?? { kind: '', name: entity }
}

function targetOf({ targetId }: OfTarget, { targets }: HitContext): TargetState | undefined {
  return targets.get(targetId)
}
