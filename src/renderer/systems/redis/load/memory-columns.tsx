import type { MemoryData } from '../../../../shared/systems/redis-load-views.ts'
import { Bar } from '../../../components/chart/Bar.tsx'
import { Name } from '../../../components/Name.tsx'
import { Num } from '../../../components/Num.tsx'
import { useTip } from '../../../components/tip.ts'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'
import { fullness, isNearLimit } from './memory-words.ts'
import style from './load.module.css'

/** Memory, hits and evictions, one line a server. */
export function memoryColumns(data: MemoryData, readAt: number): readonly Column[] {
  const number = numberColumns((row) => nodeEntity(data.addresses[row] ?? ''), readAt)
  return [
    wordColumn(
      ['address', 'Node', 'minmax(130px, 1.2fr)'],
      (row) => (
        <span className={data.roles[row] === 'master' ? page['strong'] : undefined}>
          <Name cut>{data.addresses[row] ?? ''}</Name>
        </span>
      ),
      (row) => data.addresses[row] ?? '',
    ),
    wordColumn(
      ['role', 'Role', '62px'],
      (row) => data.roles[row] ?? '?',
      (row) => data.roles[row] ?? '',
    ),
    ...sizeColumns(data, number, readAt),
    ...hitColumns(data, number),
    ...keyColumns(data, number),
    ...partColumns(data, number),
  ]
}

function sizeColumns(data: MemoryData, number: NumberColumn, readAt: number): readonly Column[] {
  const used = number(['used', 'Used', '124px'], 'bytes', data.used, {
    metric: 'node.memory',
    ink: (row) => (isNearLimit(data, row) ? page['warn'] : undefined),
  })
  return [
    {
      ...used,
      cell: (row) => (
        <span className={style['barred']}>
          <Bar
            value={data.used[row] ?? NaN}
            max={fullness(data, row).of}
            tone={isNearLimit(data, row) ? 'warn' : 'quiet'}
          />
          {used.cell(row)}
        </span>
      ),
    },
    number(['limit', 'Limit', '80px'], 'bytes', data.max, {
      metric: 'node.max_memory',
      instead: (row) => (data.max[row] === 0 ? <NoLimit data={data} row={row} readAt={readAt} /> : undefined),
    }),
    wordColumn(['policy', 'When full', '112px'], (row) => data.policies[row] ?? '?'),
    number(['peak', 'Peak', '74px'], 'bytes', data.peak, { metric: 'node.memory_peak' }),
    number(['rss', 'Resident', '76px'], 'bytes', data.rss, { metric: 'node.memory_rss' }),
  ]
}

/** What the memory goes into, and the lookups behind the ratio. */
function partColumns(data: MemoryData, number: NumberColumn): readonly Column[] {
  return [
    number(['dataset', 'Data', '74px'], 'bytes', data.dataset, { metric: 'node.memory_dataset' }),
    number(['buffers', 'Clients', '74px'], 'bytes', data.clientBuffers, { metric: 'node.memory_clients' }),
    number(['hits', 'Hits /s', '70px'], 'per second', data.hitsPerSecond, { metric: 'node.hits' }),
    number(['misses', 'Misses /s', '76px'], 'per second', data.missesPerSecond, { metric: 'node.misses' }),
  ]
}

/** maxmemory 0: the machine is the limit; its memory stands in the hint. */
function NoLimit({
  data,
  row,
  readAt,
}: {
  readonly data: MemoryData
  readonly row: number
  readonly readAt: number
}) {
  const tip = useTip(() => (
    <>
      <b>No limit</b>
      <div>
        maxmemory is 0, so the machine is the limit:{' '}
        <Num
          value={data.system[row]}
          metric="node.system_memory"
          entity={nodeEntity(data.addresses[row] ?? '')}
          readAt={readAt}
        />
      </div>
    </>
  ))
  return (
    <span className={page['dim']} {...tip}>
      none
    </span>
  )
}

function keyColumns(data: MemoryData, number: NumberColumn): readonly Column[] {
  const share = (row: number) => (data.expires[row] ?? NaN) / (data.keys[row] ?? NaN)
  return [
    number(['keys', 'Keys', '84px'], 'count', data.keys, { metric: 'node.keys' }),
    number(['expires', 'With TTL', '72px'], 'ratio', share, {
      from: 'keys with a time to live ÷ keys',
      instead: (row) => (data.keys[row] === 0 ? <span className={page['dim']}>—</span> : undefined),
    }),
  ]
}

function NoLookups() {
  return (
    <span className={page['dim']} title="no lookups in the last minute">
      —
    </span>
  )
}

function hitColumns(data: MemoryData, number: NumberColumn): readonly Column[] {
  const isQuiet = (row: number) => data.hitsPerSecond[row] === 0 && data.missesPerSecond[row] === 0
  return [
    number(['hitRatio', 'Hit ratio', '76px'], 'ratio', data.hitRatio, {
      from: 'Δhits ÷ (Δhits + Δmisses) of the last minute',
      instead: (row) => (isQuiet(row) ? <NoLookups /> : undefined),
    }),
    number(['evicted', 'Evicted /s', '80px'], 'per second', data.evictedPerSecond, {
      metric: 'node.evicted',
      ink: (row) => ((data.evictedPerSecond[row] ?? 0) > 0 ? page['warn'] : undefined),
    }),
    number(['expired', 'Expired /s', '80px'], 'per second', data.expiredPerSecond, {
      metric: 'node.expired',
    }),
  ]
}
