import { useMemo } from 'react'
import type { MemoryData } from '../../../shared/systems/redis-load-views.ts'
import { SeriesChart, type SeriesLine } from '../../app/charts/SeriesChart.tsx'
import { useOpen } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { Empty } from '../../components/Blocks.tsx'
import { classes } from '../../components/classes.ts'
import { Panel } from '../../components/Panel.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { ShortTable } from '../ShortTable.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed, type Times } from '../Viewed.tsx'
import { nodeEntity } from '../../../shared/systems/redis-entities.ts'
import style from './load/load.module.css'
import { memoryColumns } from './load/memory-columns.tsx'
import { memorySaid } from './load/memory-words.ts'
import { shortNames } from './short-names.ts'
import { useRedisView } from './use-redis-view.ts'

/** What the servers hold, how full they are, and whether what is asked for is still there. */
export function Memory({ targetId }: PageProps) {
  const view = useRedisView(targetId, 'memory', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="Memory">
        {(data, times) => (
          <>
            {memorySaid(data)
              .slice(0, 3)
              .map((said) => (
                <Said key={said.headline} {...said} />
              ))}
            <MemoryTable data={data} times={times} />
            <Charts targetId={targetId} data={data} />
          </>
        )}
      </Viewed>
    </div>
  )
}

function MemoryTable({ data, times }: { readonly data: MemoryData; readonly times: Times }) {
  const open = useOpen()
  const columns = useMemo(() => memoryColumns(data, times.readAt), [data, times.readAt])
  return (
    <Panel title="Memory" note="bars: of maxmemory, or of the machine where there is no limit">
      <ShortTable
        label="Memory by server"
        columns={columns}
        count={data.addresses.length}
        rowKey={(row) => data.addresses[row] ?? ''}
        onOpen={(row) => open(['nodes', data.addresses[row] ?? ''])}
        most={14}
        minWidth={1420}
        empty={<Empty title="No server was asked." />}
      />
    </Panel>
  )
}

/** Lines beyond these are no longer told apart. */
const mostLines = 12

const charts = [
  ['Memory used', 'by server', 'node.memory', 'value'],
  ['Misses', 'lookups a second that found nothing', 'node.misses', 'rate'],
  ['Hits', 'lookups a second that found their key', 'node.hits', 'rate'],
  ['Evicted', 'keys a second, because memory was full', 'node.evicted', 'rate'],
  ['Expired', 'keys a second, because their time was over', 'node.expired', 'rate'],
  ['Fragmentation', 'resident memory ÷ memory used', 'node.fragmentation', 'value'],
] as const

function Charts({ targetId, data }: { readonly targetId: string; readonly data: MemoryData }) {
  const height = useChartHeight(130)
  const short = shortNames(data.addresses)
  const lines = (metric: string): readonly SeriesLine[] =>
    data.addresses
      .slice(0, mostLines)
      .map((address) => ({ label: short(address), entity: nodeEntity(address), metric }))
  const cut = data.addresses.length > mostLines ? `, the first ${mostLines} of ${data.addresses.length}` : ''
  return (
    <div className={style['threes']}>
      {charts.map(([title, note, metric, as]) => (
        <Panel key={metric} title={title} note={`${note}${cut}`}>
          <SeriesChart targetId={targetId} label={title} as={as} height={height} lines={lines(metric)} />
        </Panel>
      ))}
    </div>
  )
}
