import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openReader } from '../../../src/main/store/reader.ts'
import { at, leader, leo, load } from './appended-tick.ts'
import { temporaryFolder } from '../../unit/main/store/history.ts'
import { below, seeded } from '../../unit/main/store/random.ts'

const appender = fileURLToPath(new URL('appender.ts', import.meta.url))
const KILLS = 20
const random = seeded(20)

/** Appends in another process, and kills it after some acknowledged ticks; returns the last one that was. */
async function appendUntilKilled(file: string, first: number): Promise<number> {
  const child = spawn(process.execPath, [appender, file, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const killAfter = 1 + below(random, 40)
  let acknowledged = first - 1
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number(line)
    // not at the moment of the acknowledgement: somewhere in the next ticks
    if (acknowledged === first + killAfter) setTimeout(() => child.kill('SIGKILL'), random() * 10)
  }
  return acknowledged
}

function checkTicks(file: string, ticks: number): void {
  using reader = openReader(file)
  for (let tick = 0; tick < ticks; tick++) {
    const moment = reader.look('cluster', at(tick))?.moment
    expect(moment?.sampledAt, `tick ${tick}`).toBe(at(tick))
    const part = tick % 400
    expect(moment?.value(`topic/orders/${part}`, 'partition.leo')).toBe(leo(tick, part))
    expect(moment?.column('partition.load')?.values).toEqual(
      Float64Array.from({ length: 400 }, (_, i) => load(tick, i)),
    )
    expect([...moment!.facts('partition.leader').values()].map(({ value }) => value)).toEqual(
      Array.from({ length: 400 }, (_, i) => leader(tick, i)),
    )
  }
}

function integrity(file: string): unknown {
  const db = new Database(file, { readonly: true })
  try {
    return db.pragma('integrity_check', { simple: true })
  } finally {
    db.close()
  }
}

describe('a killed process', () => {
  it(`loses no acknowledged tick, ${KILLS} times in a row`, { timeout: 120_000 }, async () => {
    using folder = temporaryFolder()
    let next = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const acknowledged = await appendUntilKilled(folder.file, next)
      expect(acknowledged, 'it got to append').toBeGreaterThanOrEqual(next)
      using reader = openReader(folder.file)
      const [extent] = reader.targets()
      // a tick may be there whose acknowledgement was never read
      expect([at(acknowledged), at(acknowledged + 1)]).toContain(extent?.to)
      expect(integrity(folder.file)).toBe('ok')
      next = (extent!.to - at(0)) / 10_000 + 1
    }
    checkTicks(folder.file, next)
    expect(next).toBeGreaterThan(KILLS * 5)
  })
})
