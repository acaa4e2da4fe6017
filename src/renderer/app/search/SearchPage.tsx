import { useEffect, useId, useMemo } from 'react'
import type { Found } from '../../../shared/api/search.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { Failed, Loading } from '../../components/Blocks.tsx'
import { Panel } from '../../components/Panel.tsx'
import { useEventPlaces } from '../events/event-places.ts'
import { focusSearch } from '../keys.ts'
import { useAddress, useNavigator } from '../navigator.ts'
import { Examples } from './Examples.tsx'
import { Filters } from './Filters.tsx'
import { placeOfHit } from './hit-context.ts'
import type { HitContext } from './hit-context.ts'
import { HitList } from './HitList.tsx'
import { wordsOf } from './marks.ts'
import { Notes } from './Notes.tsx'
import { Nothing } from './Nothing.tsx'
import { hitRows, linesIn, sortNames, totalOf } from './rows.ts'
import type { HitRow } from './rows.ts'
import style from './search.module.css'
import { SearchBox } from './SearchBox.tsx'
import { useChosenRow } from './use-chosen-row.ts'
import { useCounts } from './use-counts.ts'
import { useSearch } from './use-search.ts'
import type { Searched } from './use-search.ts'
import { useWanted } from './use-wanted.ts'
import { isBlank, limitOf, mostLimit, nextLimit } from './wanted.ts'
import type { Wanted } from './wanted.ts'
import { WhenChoice, WhenStretch } from './WhenFilter.tsx'

/** Search over everything that was ever observed: by name, by kind, by time. */
export function SearchPage({ targets }: { readonly targets: readonly TargetState[] }) {
  const listId = useId()
  const navigator = useNavigator()
  const [wanted, change] = useWanted()
  const searched = useSearch(isBlank(wanted) ? undefined : wanted)
  const context = useHitContext(targets, searched.answered)
  const { answer, answered } = searched
  const isAlone = answered?.sort !== undefined
  const rows = useMemo(
    () => (answer === undefined ? [] : hitRows(answer, isAlone ? undefined : linesIn(window.innerHeight))),
    [answer, isAlone],
  )
  // what was pressed among the hits is gone with them: the keyboard goes on from the field
  const changeFromHits = (to: Partial<Wanted>) => {
    change(to)
    focusSearch()
  }
  const more = (row: HitRow & { is: 'more' }) =>
    changeFromHits(wanted.sort === undefined ? { sort: row.sort } : { limit: nextLimit(wanted) })
  const open = (row: HitRow | undefined) => {
    if (row?.is === 'hit') navigator.go(placeOfHit(row.found, context))
    else if (row?.is === 'more') more(row)
  }
  const isShown = !isBlank(wanted)
  const chosen = useChosenRow(isShown ? rows : [], searched, open)
  const counted = useCounts(wanted, searched)
  useTitle(wanted.text)
  return (
    <div className={style['page']}>
      <div className={style['top']}>
        <SearchBox
          text={wanted.text}
          onChange={(text) => change({ text })}
          status={isShown ? statusOf(searched) : ''}
          listId={listId}
          activeId={chosen.at < 0 ? undefined : `${listId}-${chosen.at}`}
          onStep={chosen.step}
          onEnter={chosen.enter}
        />
        <WhenChoice when={wanted.when} onChange={(when) => change({ when })} />
      </div>
      <WhenStretch when={wanted.when} onChange={(when) => change({ when })} />
      <div className={style['columns']}>
        <Filters {...{ targets, wanted, counted }} onChange={change} />
        <Panel fill>
          {isShown ? (
            <Hits
              {...{ wanted, searched, rows, context, listId }}
              active={chosen.at}
              onMore={more}
              onChange={changeFromHits}
            />
          ) : (
            <Examples
              targets={targets}
              nameOf={(found) => exampleName(found, context)}
              onChange={changeFromHits}
            />
          )}
        </Panel>
      </div>
    </div>
  )
}

interface HitsProps {
  readonly wanted: Wanted
  readonly searched: Searched
  readonly rows: readonly HitRow[]
  readonly context: HitContext
  readonly listId: string
  readonly active: number
  readonly onMore: (row: HitRow & { readonly is: 'more' }) => void
  readonly onChange: (change: Partial<Wanted>) => void
}

/** What was found, or why there is nothing to show. */
function Hits({ wanted, searched, rows, context, listId, active, onMore, onChange }: HitsProps) {
  const { answer, answered, error } = searched
  const targetName = (id: string) => context.targets.get(id)?.config.name ?? id
  if (error !== undefined && !searched.isCurrent)
    return <Failed title="It could not be searched" error={error} />
  if (answer === undefined || answered === undefined) return <Loading>Searching…</Loading>
  return (
    <>
      <Notes answer={answer} targetName={targetName} />
      {rows.length === 0 ? (
        <Nothing wanted={answered} {...{ targetName, onChange }} />
      ) : (
        <HitList
          id={listId}
          {...{ rows, context, active, onMore }}
          moreSays={(row) => moreSays(row, wanted)}
          isOld={!searched.isCurrent}
        />
      )}
    </>
  )
}

function moreSays({ sort, shown, count }: HitRow & { readonly is: 'more' }, wanted: Wanted): string {
  const name = sortNames[sort].toLowerCase()
  if (wanted.sort === undefined) return `All ${formatNumber(count)} ${name}`
  if (limitOf(wanted) >= mostLimit)
    return `${formatNumber(shown)} of ${formatNumber(count)} are shown: say more precisely what you look for`
  return `Show ${formatNumber(Math.min(nextLimit(wanted), count) - shown)} more of ${formatNumber(count)} ${name}`
}

function statusOf({ answer, isCurrent, error }: Searched): string {
  if (error !== undefined && !isCurrent) return ''
  if (answer === undefined || !isCurrent) return 'searching…'
  const total = totalOf(answer.counts)
  return total === 1 ? '1 hit' : `${formatNumber(total)} hits`
}

/** What hits are drawn and opened by; the same object while what it says is the same. */
function useHitContext(targets: readonly TargetState[], answered: Wanted | undefined): HitContext {
  const places = useEventPlaces(targets)
  const { range } = useAddress()
  const text = answered?.text ?? ''
  const words = useMemo(() => wordsOf(text), [text])
  return useMemo(
    () => ({
      words,
      range,
      places,
      now: Date.now(),
      targets: new Map(targets.map((target) => [target.config.id, target])),
    }),
    [words, range, places, targets],
  )
}

function exampleName(found: Found, { places }: HitContext): string {
  switch (found.is) {
    case 'entity':
      return places.get(found.targetId)?.entities.nameOf(found.entity).name ?? ''
    case 'fact':
      return places.get(found.targetId)?.fact(found.key)?.label ?? ''
    case 'finding':
    case 'run':
      return found.title
  }
}

function useTitle(text: string): void {
  const title = `${text.trim() === '' ? '' : `${text.trim()} · `}Search · Orrery`
  useEffect(() => {
    document.title = title
    return () => void (document.title = 'Orrery')
  }, [title])
}
