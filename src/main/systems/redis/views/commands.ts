import type { CommandsData } from '../../../../shared/systems/redis-load-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { risen } from '../../base/reading.ts'
import { blindSpots } from './reading.ts'

/** They are read each minute: five give a rate. */
const windowMs = 300_000

export const commands: View = {
  run: (look, { address }) => ({ ...commandsData(look, typeof address === 'string' ? address : undefined) }),
}

interface Sum {
  calls: number
  risenCalls: number
  risenMs: number
  overMs: number
  p99: number
  failed: number
}

function commandsData(look: Look, only: string | undefined): CommandsData {
  const sums = new Map<string, Sum>()
  for (const path of look.moment.column('command.calls')?.entities.paths ?? []) {
    const [, address, name = ''] = path.split('/')
    if (only === undefined || address === only) add(look, path, sums, name)
  }
  const rows = [...sums].sort(([, a], [, b]) => b.risenMs - a.risenMs || b.calls - a.calls)
  const column = (of: (sum: Sum) => number) => Float64Array.from(rows, ([, sum]) => of(sum))
  const gap = blindSpots(look).find(({ ask }) => ask === 'INFO commandstats')
  return {
    names: rows.map(([name]) => name),
    calls: column(({ calls }) => calls),
    callsPerSecond: column(({ risenCalls, overMs }) => (overMs > 0 ? (risenCalls * 1000) / overMs : NaN)),
    meanMs: column(({ risenCalls, risenMs }) => (risenCalls > 0 ? risenMs / risenCalls : NaN)),
    p99Ms: column(({ p99 }) => p99),
    failed: column(({ failed }) => failed),
    why: rows.length === 0 ? (gap?.why ?? 'Not asked yet: they are read once a minute') : null,
  }
}

function add(look: Look, path: string, sums: Map<string, Sum>, name: string): void {
  const from = look.moment.at - windowMs
  const rise = (metric: string) => risen(look.series(path, metric, from))
  const value = (metric: string) => look.moment.value(path, metric) ?? NaN
  const calls = rise('command.calls')
  const before = sums.get(name) ?? { calls: 0, risenCalls: 0, risenMs: 0, overMs: 0, p99: NaN, failed: 0 }
  const p99 = value('command.p99_ms')
  sums.set(name, {
    calls: before.calls + value('command.calls'),
    risenCalls: before.risenCalls + calls.by,
    risenMs: before.risenMs + rise('command.ms').by,
    overMs: Math.max(before.overMs, calls.overMs),
    p99: Number.isNaN(before.p99) ? p99 : Math.max(before.p99, Number.isNaN(p99) ? before.p99 : p99),
    failed: before.failed + value('command.failed'),
  })
}
