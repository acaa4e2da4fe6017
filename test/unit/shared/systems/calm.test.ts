import { readdirSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { Held, Moment } from '../../../../src/main/systems/moment.ts'
import type { Json } from '../../../../src/shared/base/json.ts'
import type { Catalogue, FactInfo } from '../../../../src/shared/systems/catalogue.ts'
import { catalogues } from '../../../../src/shared/systems/index.ts'
import { comparedValue, readableValue } from '../../../../src/shared/history/compared-value.ts'

const folder = new URL('../../../../resources/', import.meta.url)
const recordings = readdirSync(folder)
  .filter((name) => name.endsWith('.orrery'))
  .map((name) => name.replace('.orrery', ''))
const readers = new Map(
  recordings.map((name) => [name, openReader(new URL(`${name}.orrery`, folder).pathname)]),
)
afterAll(() => readers.forEach((reader) => reader[Symbol.dispose]()))

function opened(recording: string) {
  const reader = readers.get(recording)!
  const [target] = reader.targets()
  const catalogue = catalogues[recording.split('-')[0]!]!
  return { reader, catalogue, ...target! }
}

/** What differs: "partition.leader topic/orders/0". */
function whatDiffers(catalogue: Catalogue, before: Moment, after: Moment): readonly string[] {
  return catalogue.facts.flatMap((fact) => {
    const [was, is] = [before.facts(fact.key), after.facts(fact.key)]
    const text = (held: Held | undefined) => comparedText(fact, held?.value ?? null)
    return [...new Set([...was.keys(), ...is.keys()])]
      .filter((entity) => text(was.get(entity)) !== text(is.get(entity)))
      .map((entity) => `${fact.key} ${entity}`)
  })
}

function comparedText(fact: FactInfo, value: Json): string | undefined {
  const compared = comparedValue(fact, value, false)
  return compared === undefined ? undefined : JSON.stringify(compared)
}

/** The lab’s clients of ZooKeeper take a lock in turns, and write 20 settings anew; experiments have znodes of their own. */
const goesOn = /^znode\.\w+ znode\/(?:locks\/|config\/setting-|orrery\.x\.)/

/** Stretches of `stepMs`, one after the other, and what differs from the beginning of each to its end. */
function stretches({ reader, catalogue, targetId, from, to }: ReturnType<typeof opened>, stepMs: number) {
  const found: (readonly string[])[] = []
  for (let at = from + 2000; at + stepMs < to; at += stepMs) {
    const [before, after] = [reader.look(targetId, at), reader.look(targetId, at + stepMs)]
    if (before === undefined || after === undefined) continue
    found.push(whatDiffers(catalogue, before.moment, after.moment).filter((each) => !goesOn.test(each)))
  }
  return found
}

describe.each(recordings)('%s', (recording) => {
  const { reader, catalogue, targetId, from, to } = opened(recording)

  test('at rest nothing differs but what somebody does', () => {
    // where runs follow each other, rest is short, and hardest to find
    const isRestless = recording.endsWith('-experiments')
    const found = stretches(opened(recording), isRestless ? 1500 : 8000)
    const calm = found.filter((differs) => differs.length === 0)
    expect(calm.length).toBeGreaterThan(isRestless ? 0 : found.length / 2)
  })

  test('whatever was kept is readable, and not much longer for that', () => {
    const edges = reader.changes(targetId, from, to, { limit: 1e6 })
    const facts = new Map(catalogue.facts.map((fact) => [fact.key, fact]))
    for (const { key, before, after } of edges)
      for (const value of [before, after]) {
        const once = readableValue(facts.get(key), value)
        const twice = readableValue(facts.get(key), once)
        expect(sizeOf(once)).toBeLessThanOrEqual(sizeOf(value) + slack)
        expect(sizeOf(twice)).toBeLessThanOrEqual(sizeOf(once) + slack)
      }
  })
})

/** "1 bytes, checksum 811c9dc5", names of members. */
const slack = 40
const sizeOf = (value: Json) => JSON.stringify(value).length
