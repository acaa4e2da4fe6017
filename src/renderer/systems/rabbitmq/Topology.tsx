import { useMemo } from 'react'
import { formatMeasure, formatNumber } from '../../../shared/base/format-number.ts'
import type { RoutingTable } from '../../../shared/systems/rabbitmq-routing.ts'
import type { TopologyData } from '../../../shared/systems/rabbitmq-topology-views.ts'
import type { ViewResult } from '../../api/use-view.ts'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Button } from '../../components/Button.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { Hatches } from '../Hatches.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { blindNotes } from './blind-notes.ts'
import { HangingNote } from './HangingNote.tsx'
import { RejectsPanel } from './routing/RejectsPanel.tsx'
import { RoutingTester } from './routing/RoutingTester.tsx'
import { useRoutingTest } from './routing/use-routing-test.ts'
import { NothingDrawn } from './topology/NothingDrawn.tsx'
import { NodePanel } from './topology/NodePanel.tsx'
import style from './topology/topology.module.css'
import { topologySaid } from './topology/topology-said.ts'
import { TopologyDrawing } from './topology/TopologyDrawing.tsx'
import { useTopology, type Topology as Shown } from './topology/use-topology.ts'
import { useRabbitmqView } from './use-rabbitmq-view.ts'
import { VhostSelect } from './VhostSelect.tsx'

/** Where messages go, and where they end: exchange, binding, queue, dead letter, of one virtual host. */
export function Topology({ targetId }: PageProps) {
  const [vhost] = usePageState('vhost', '')
  const of = vhost === '' ? {} : { vhost }
  const view = useTopologyView(targetId, of)
  const routing = useRabbitmqView(targetId, 'routing', of)
  return (
    <div className={page['page']}>
      <Hatches />
      <Viewed view={view} what="The topology">
        {(data, times) => <TopologyBody targetId={targetId} data={data} times={times} table={routing.data} />}
      </Viewed>
    </div>
  )
}

/** Of more queues than are drawn those that are searched for come instead; until then the others stay. */
function useTopologyView(targetId: string, of: { readonly vhost?: string }): ViewResult<TopologyData> {
  const [text] = usePageState('q', '')
  const whole = useRabbitmqView(targetId, 'topology', of)
  const isCut = whole.data !== undefined && whole.data.queues.length < whole.data.totalQueues
  const search = isCut ? text.trim() : ''
  const found = useRabbitmqView(targetId, 'topology', search === '' ? of : { ...of, search })
  return found.data === undefined && found.error === undefined ? whole : found
}

interface BodyProps {
  readonly targetId: string
  readonly data: TopologyData
  readonly times: Times
  /** undefined: not read yet. */
  readonly table: RoutingTable | undefined
}

function TopologyBody({ targetId, data, times, table }: BodyProps) {
  const shown = useTopology(data)
  const test = useRoutingTest(table, shown.graph, shown.keyOf)
  const said = useMemo(() => topologySaid(data), [data])
  return (
    <>
      <Toolbar data={data} shown={shown} />
      <HangingNote targetId={targetId} />
      {said.map((one) => (
        <Said key={one.headline} {...one} />
      ))}
      <MissingNotes missing={blindNotes(data.blind)} />
      <div className={style['page']}>
        <DrawingPanel data={data} shown={shown} tested={test.reach} />
        <div className={style['side']}>
          {shown.selected !== undefined && (
            <NodePanel
              targetId={targetId}
              data={data}
              graph={shown.graph}
              selected={shown.selected}
              readAt={times.readAt}
              onSelect={shown.select}
              onUnfold={shown.unfold}
              onTest={(exchange) => test.ask({ exchange })}
            />
          )}
          {table !== undefined && (
            <RoutingTester
              table={table}
              question={test.question}
              onAsk={test.ask}
              answer={test.answer}
              problem={test.problem}
            />
          )}
          {test.answer !== undefined && test.answer.routed.queues.length > 0 && (
            <RejectsPanel data={data} queues={test.answer.routed.queues} />
          )}
        </div>
      </div>
    </>
  )
}

function DrawingPanel({
  data,
  shown,
  tested,
}: {
  readonly data: TopologyData
  readonly shown: Shown
  readonly tested: ReturnType<typeof useRoutingTest>['reach']
}) {
  const [figure] = usePageState('figure', 'rates')
  const { graph, select } = shown
  const isEmpty = graph.exchanges.length === 0 && graph.queues.length === 0
  return (
    <Panel fill>
      {isEmpty ? (
        <NothingDrawn data={data} filter={shown.filter} text={shown.text} />
      ) : (
        <TopologyDrawing
          graph={graph}
          figure={figure === 'backlog' ? 'backlog' : 'rates'}
          selected={shown.selected}
          onSelect={select}
          tested={tested}
        />
      )}
    </Panel>
  )
}

function Toolbar({ data, shown }: { readonly data: TopologyData; readonly shown: Shown }) {
  const [, setVhost] = usePageState('vhost', '')
  const [figure, setFigure] = usePageState('figure', 'rates')
  return (
    <div className={page['title']}>
      {data.vhosts.length < 2 && (
        <h1>
          <Name>{data.vhost}</Name>
        </h1>
      )}
      <VhostSelect vhosts={data.vhosts} value={data.vhost} onChange={setVhost} />
      <span className={page['about']} title={aboutText(data)}>
        {aboutText(data)}
      </span>
      <span className={page['grow']} />
      {shown.folds > 0 && (
        <Button kind="ghost" onClick={shown.isUnfolded ? shown.foldAll : shown.unfoldAll}>
          {shown.isUnfolded ? 'Fold those alike' : 'Unfold all'}
        </Button>
      )}
      <Segmented
        label="What is drawn"
        value={shown.filter}
        onChange={shown.setFilter}
        options={[
          { value: 'all', label: 'all' },
          { value: 'traffic', label: 'with traffic' },
          { value: 'trouble', label: 'in trouble' },
        ]}
      />
      <Segmented
        label="Numbers of queues"
        value={figure}
        onChange={setFigure}
        options={[
          { value: 'rates', label: 'rates' },
          { value: 'backlog', label: 'backlog' },
        ]}
      />
      <SearchField value={shown.text} onChange={shown.setText} placeholder="Queue, exchange or key" />
    </div>
  )
}

function aboutText(data: TopologyData): string {
  const drawn = data.queues.length
  const rate = (value: number | null) => (value === null ? '?' : formatMeasure(value))
  return [
    drawn < data.totalQueues
      ? `${formatNumber(drawn)} of ${formatNumber(data.totalQueues)} queues`
      : `${formatNumber(drawn)} queues`,
    `${formatNumber(data.exchanges.length)} exchanges${data.hidden > 0 ? `, ${data.hidden} unused left out` : ''}`,
    `${formatNumber(data.totalBindings)} bindings`,
    `${rate(data.published)}/s published, ${rate(data.delivered)}/s delivered`,
  ].join(' · ')
}
