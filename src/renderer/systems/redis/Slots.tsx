import { useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import type { SlotsData } from '../../../shared/systems/redis-slot-views.ts'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { classes } from '../../components/classes.ts'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import { Hatches } from '../Hatches.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import type { Times } from '../Viewed.tsx'
import { PartlyViewed } from './PartlyViewed.tsx'
import { shortNames } from './short-names.ts'
import { slotOrKey } from './slots/key-slot.ts'
import { changeAt, changedRuns, slotsIn, type ChangedRun } from './slots/changed-slots.ts'
import { lookUp } from './slots/lookup.ts'
import { movesOf } from './slots/moves.ts'
import { MovesPanel } from './slots/MovesPanel.tsx'
import { OwnersTable } from './slots/OwnersTable.tsx'
import { ownedRuns } from './slots/slot-map.ts'
import { SlotMap, type MovingRun } from './slots/SlotMap.tsx'
import { SlotPanel } from './slots/SlotPanel.tsx'
import { SlotTold } from './slots/SlotTold.tsx'
import { slotsSaid } from './slots/slots-said.ts'
import style from './slots/slots.module.css'
import { VoicesTable } from './slots/VoicesTable.tsx'
import { useOtherRedisView, useRedisView } from './use-redis-view.ts'

/** Who owns each of the 16,384 slots, what moves, who disagrees, and where a key lies. */
export function Slots({ targetId }: PageProps) {
  const view = useRedisView(targetId, 'slots', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Hatches />
      <PartlyViewed
        view={view}
        what="The slots"
        none="This Redis has no slots."
        hint="Only a cluster has: its servers run with cluster-enabled yes."
      >
        {(data, times) => <SlotPanels data={data} times={times} />}
      </PartlyViewed>
    </div>
  )
}

interface PartProps {
  readonly data: SlotsData
  readonly times: Times
}

function SlotPanels({ data, times }: PartProps) {
  const [text, setText] = usePageState('slot', '')
  const asked = slotOrKey(text)
  const changed = useChanged(data)
  return (
    <>
      {slotsSaid(data, times.at).map((said) => (
        <Said key={said.headline} {...said} />
      ))}
      <div className={style['page']}>
        <MapPanel {...{ data, text, setText, changed }} selected={asked?.slot} />
        {asked === undefined ? (
          <MovesPanel data={data} times={times} onSelect={(slot) => setText(String(slot))} />
        ) : (
          <SlotPanel
            {...{ data, times, asked }}
            was={wasOwned(changed, asked.slot)}
            onClose={() => setText('')}
          />
        )}
      </div>
      <MissingNotes
        missing={data.blind.map(({ address, why }) => ({
          what: `What ${address} says of slots`,
          why,
          fix: null,
        }))}
      />
      <div className={page['wideFirst']}>
        <OwnersTable data={data} times={times} />
        <VoicesTable data={data} times={times} />
      </div>
    </>
  )
}

/** Moves as the map outlines them: stuck ones first, they matter more. */
function movingRuns(data: SlotsData): readonly MovingRun[] {
  const short = shortNames(data.owners.map((owner) => owner.address))
  const named = (address: string | null) => (address === null ? '?' : short(address))
  return movesOf(data.moving).map((move) => ({
    ...{ from: move.from, to: move.to, isStuck: !move.isAgreed },
    says: `${named(move.source)} → ${named(move.target)}${move.isAgreed ? '' : ', one side alone'}`,
  }))
}

interface MapPanelProps {
  readonly data: SlotsData
  readonly text: string
  readonly setText: (text: string) => void
  readonly selected: number | undefined
  readonly changed: Changed
}

function MapPanel({ data, text, setText, selected, changed }: MapPanelProps) {
  const runs = useMemo(() => ownedRuns(data), [data])
  const down = useMemo(() => runs.filter((run) => data.owners[run.owner]?.isServing === false), [runs, data])
  const moving = useMemo(() => movingRuns(data), [data])
  const owners = data.owners.map((owner) => ({
    name: owner.address,
    note: `${formatNumber(owner.slots)} slots${owner.isServing ? '' : ', not served'}`,
  }))
  return (
    <Panel
      title="16 384 slots"
      note={
        changed.runs === undefined ? '128 to a line' : <ChangedNote runs={changed.runs} when={changed.when} />
      }
      actions={
        <>
          <ServedState data={data} />
          <SearchField value={text} onChange={setText} placeholder="Key or slot" />
        </>
      }
    >
      <SlotMap
        owners={owners}
        runs={runs}
        moving={moving}
        disputed={data.disputes}
        changed={changed.runs}
        down={down}
        heightPx={useChartHeight(260)}
        selected={selected}
        onSelect={(slot) => setText(String(slot))}
        tell={(slot) => <SlotTold known={lookUp(data, slot)} was={wasOwned(changed, slot)?.says} />}
      />
    </Panel>
  )
}

interface Changed {
  /** undefined: nothing is compared. */
  readonly runs: readonly ChangedRun[] | undefined
  readonly when: string
}

/** Slots of another owner than at the other moment; two clusters have none in common. */
function useChanged(data: SlotsData): Changed {
  const other = useOtherRedisView('slots', {})
  const before = other === undefined || other.isOtherTarget ? undefined : other.data
  const runs = useMemo(() => (before === undefined ? undefined : changedRuns(before, data)), [before, data])
  return { runs, when: other?.when ?? '' }
}

function ChangedNote({ runs, when }: { readonly runs: readonly ChangedRun[]; readonly when: string }) {
  const count = slotsIn(runs)
  if (count === 0) return `each has the owner that it has at ${when}`
  return (
    <>
      <svg width={16} height={10} className={style['changedSign']} aria-hidden>
        <rect x={1} y={1} width={14} height={8} className={style['changed']} />
      </svg>{' '}
      {formatNumber(count)} {count === 1 ? 'slot has' : 'slots have'} another owner at {when}
    </>
  )
}

/** Whose a slot is at the other moment; undefined: the same one's. */
function wasOwned({ runs, when }: Changed, slot: number) {
  const run = runs === undefined ? undefined : changeAt(runs, slot)
  if (run === undefined) return undefined
  const owner = run.was ?? 'nobody'
  return { owner, when, says: `${owner}’s at ${when}` }
}

function ServedState({ data }: { readonly data: SlotsData }) {
  if (Number.isNaN(data.served)) return <State tone="unknown">not observed</State>
  const { served, total } = data
  if (served === total && data.disputes.length === 0) return <State tone="ok">all slots served</State>
  if (served === total) return <State tone="warn">served, not undisputed</State>
  return (
    <State tone="bad">
      {formatNumber(total - served)} of {formatNumber(total)} not served
    </State>
  )
}
