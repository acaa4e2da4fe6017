import { formatClockMs } from '../../../shared/base/format-time.ts'
import type { BeliefMatrix, SentinelsData } from '../../../shared/systems/redis-sentinel-views.ts'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import { Gone } from '../../app/compare/Gone.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { classes } from '../../components/classes.ts'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { State } from '../../components/State.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import type { Times } from '../Viewed.tsx'
import { isSentinel } from './entities.ts'
import { PartlyViewed } from './PartlyViewed.tsx'
import { FailoverPanel } from './sentinels/FailoverPanel.tsx'
import { MastersTable } from './sentinels/MastersTable.tsx'
import { OpinionMatrix } from './sentinels/OpinionMatrix.tsx'
import { opinionRows } from './sentinels/opinions.ts'
import { QuorumChecks } from './sentinels/QuorumChecks.tsx'
import { sentinelsSaid } from './sentinels/sentinels-said.ts'
import style from './sentinels/sentinels.module.css'
import { useRedisView } from './use-redis-view.ts'

/** What each sentinel believes of each master, and what a failover would need. */
export function Sentinels({ targetId }: PageProps) {
  const view = useRedisView(targetId, 'sentinels', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <PartlyViewed
        view={view}
        what="The sentinels"
        none="No sentinel watches this target, as far as is known."
        hint="Give their addresses with redis-sentinel:// and all that each believes is shown here."
      >
        {(data, times) => <SentinelPanels targetId={targetId} data={data} times={times} />}
      </PartlyViewed>
    </div>
  )
}

interface PartProps {
  readonly data: SentinelsData
  readonly times: Times
}

/** More masters than these are chosen in a table. */
const mostSegments = 4

function SentinelPanels({ targetId, data, times }: PartProps & { readonly targetId: string }) {
  const [name, setName] = usePageState('master', '')
  const matrix = data.masters.find((master) => master.name === name) ?? worst(data.masters)
  if (matrix === undefined)
    return (
      <Panel>
        <Empty title="The sentinels watch no master.">SENTINEL MONITOR names one.</Empty>
      </Panel>
    )
  const isFew = data.masters.length <= mostSegments
  return (
    <>
      {sentinelsSaid(data, matrix, times.at).map((said) => (
        <Said key={said.headline} {...said} />
      ))}
      {!isFew && <MastersTable masters={data.masters} selected={matrix.name} onSelect={setName} />}
      <Gone isListed={isSentinel} />
      <div className={style['page']}>
        <div className={page['column']}>
          <MatrixPanel data={data} times={times} matrix={matrix} {...(isFew ? { onSelect: setName } : {})} />
          <QuorumChecks data={data} matrix={matrix} times={times} />
        </div>
        <FailoverPanel matrix={matrix} />
      </div>
      <ChangesPanel targetId={targetId} system="redis" />
    </>
  )
}

/** The one that opens first: a split, then one that can't fail over, then the first. */
function worst(masters: readonly BeliefMatrix[]): BeliefMatrix | undefined {
  const rank = (master: BeliefMatrix) => (master.given.length > 1 ? 0 : master.failover.can === 'no' ? 1 : 2)
  return masters.toSorted((a, b) => rank(a) - rank(b))[0]
}

function MatrixPanel({
  data,
  times,
  matrix,
  onSelect,
}: PartProps & { readonly matrix: BeliefMatrix; readonly onSelect?: (name: string) => void }) {
  const [sentinel] = usePageState('sentinel', '')
  return (
    <Panel
      title="What each sentinel believes"
      note={`asked each, ${formatClockMs(times.readAt)}; hatched: most hold the opposite`}
      actions={
        <>
          {onSelect !== undefined && data.masters.length > 1 && (
            <Segmented
              label="Master"
              value={matrix.name}
              options={data.masters.map((master) => ({ value: master.name, label: master.name }))}
              onChange={onSelect}
            />
          )}
          <Agreement matrix={matrix} />
        </>
      }
    >
      <OpinionMatrix data={data} matrix={matrix} times={times} selected={sentinel} />
    </Panel>
  )
}

function Agreement({ matrix }: { readonly matrix: BeliefMatrix }) {
  const rows = opinionRows(matrix)
  const odd = rows.filter((row) => row.isOdd || row.opinions.some((opinion) => opinion.isOdd)).length
  const heard = matrix.rows.filter((row) => row.address !== null).length
  if (heard === 0) return <State tone="unknown">nobody answers</State>
  if (odd > 0)
    return (
      <State tone="warn">
        {odd} of {rows.length} {odd === 1 ? 'disagrees' : 'disagree'}
      </State>
    )
  return heard < rows.length ? (
    <State tone="unknown">
      {heard} of {rows.length} heard, they agree
    </State>
  ) : (
    <State tone="ok">all agree</State>
  )
}
