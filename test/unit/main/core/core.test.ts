import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCore, type CoreOptions } from '../../../../src/main/core/core.ts'
import type { Host } from '../../../../src/main/core/host.ts'
import type { ViewAnswer } from '../../../../src/shared/api/history.ts'
import type { TargetState } from '../../../../src/shared/api/targets.ts'
import { cutRecording } from '../../../../src/main/store/cut-recording.ts'
import { openStore } from '../../../../src/main/store/open-store.ts'
import { plainBytes } from '../store/plain-bytes.ts'
import { kafka } from '../../../../src/main/systems/kafka/index.ts'
import type { Sample } from '../../../../src/main/systems/sample.ts'
import type { Session, System } from '../../../../src/main/systems/system.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'

// each test starts a core with its threads
vi.setConfig({ testTimeout: 30_000 })

const source = (path: string) => new URL(`../../../../src/main/${path}`, import.meta.url)
const within = { timeout: 10_000, interval: 10 }
const never = new AbortController().signal

let folder: string
let log: string[]
/** Whether views of the past are asked for: loading them all takes a while. */
let needsViews: boolean

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  log = []
  needsViews = false
})
afterEach(() => rm(folder, { recursive: true }))

const host = (): Host => ({
  info: { version: '1', host: 'headless' },
  paths: {
    targetsFile: join(folder, 'targets.json'),
    dataDir: join(folder, 'history'),
    resourcesDir: join(folder, 'resources'),
  },
  workers: {
    history: needsViews
      ? source('core/history-worker.ts')
      : new URL('past-without-systems.ts', import.meta.url),
    store: source('store/store-worker.ts'),
    actor: source('core/actor-worker.ts'),
  },
  log: (level, message) => log.push(`${level} ${message}`),
})

const partitions = { paths: ['topic/orders/0', 'topic/orders/1'] }

/** What a broker would say, and what the test makes it do: failures that no real one gives on demand. */
function driven() {
  const says = {
    isr: [
      [1, 2],
      [1, 2],
    ] as number[][],
    hw: 10,
    fails: undefined as OrreryError | undefined,
    connects: 0,
  }
  let push: ((sample: Sample) => void) | undefined
  const session: Session = {
    async observe(now): Promise<Sample> {
      if (says.fails !== undefined) throw says.fails
      says.hw += 10
      return {
        at: now,
        tookMs: 1,
        values: [
          {
            metric: 'partition.hw',
            cadence: 'tick',
            entities: partitions,
            values: Float64Array.of(says.hw, says.hw),
          },
        ],
        facts: [{ key: 'partition.isr', entities: partitions, values: says.isr, complete: true }],
        gaps: [],
        cost: [{ endpoint: 'b:9092', requests: 3, sentBytes: 10, receivedBytes: 20, ms: 1 }],
      }
    },
    capabilities: () => [{ what: 'everything', state: 'observed', by: 'Metadata' }],
    onPush(listener) {
      push = listener
      return { [Symbol.dispose]: () => (push = undefined) }
    },
    [Symbol.asyncDispose]: async () => undefined,
  }
  const system: System = {
    ...kafka,
    async connect() {
      says.connects++
      if (says.fails !== undefined) throw says.fails
      return session
    },
    views: {
      hw: {
        run: (look) => ({
          hw: look.moment.value('topic/orders/0', 'partition.hw') ?? null,
          isr: look.moment.fact('topic/orders/0', 'partition.isr') ?? null,
        }),
      },
    },
    rules: [
      {
        id: 'kafka/under-replicated',
        title: 'All replicas are in sync',
        why: 'why',
        fix: 'fix',
        source: { label: 'docs', url: 'https://kafka.apache.org/' },
        evaluate: ({ moment }) => ({
          candidates: [...moment.facts('partition.isr')].flatMap(([entity, { value }]) =>
            (value as number[]).length < 2
              ? [
                  {
                    entity,
                    severity: 'warning' as const,
                    title: `${entity} lacks a replica`,
                    holdMs: 0,
                    evidence: [],
                  },
                ]
              : [],
          ),
        }),
      },
    ],
    summary: (look) => `${look.moment.facts('partition.isr').size} partitions`,
  }
  return { says, system, push: (sample: Sample) => push?.(sample) }
}

async function opened(system: System, options: CoreOptions & { maxPages?: number } = {}) {
  const { maxPages } = options
  const open = (file: string, worker: URL) =>
    openStore(file, worker, maxPages === undefined ? {} : { maxPages })
  const pace = { retryMs: [20, 50], limitsMs: { connect: 1_000, observe: 1_000, close: 100 } } as const
  return createCore(host(), { systems: [system], openStore: open, pace }, options)
}

type Core = Awaited<ReturnType<typeof opened>>

const add = async (core: Core, name = 'orders') =>
  (await core.handlers['targets.add']({ name, url: 'kafka://b', intervalMs: 250 }, never)).config.id

const state = (core: Core, id: string): TargetState =>
  core.observatory.states().find(({ config }) => config.id === id) ?? expect.fail(`no ${id}`)

const observed = (core: Core, id: string) =>
  vi.waitFor(() => expect(state(core, id).condition).toBe('observed'), within)

test('what is observed is seen live, judged, and found in the past', async () => {
  const { says, system } = driven()
  await using core = await opened(system)
  const { handlers, sources } = core
  const targetId = await add(core)
  const told: ViewAnswer[] = []
  using _view = sources.view(
    { targetId, view: 'hw', args: {} },
    { value: (answer) => told.push(answer), error: () => undefined },
  )
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(1), within)
  expect(told[0]?.data).toEqual({ hw: 20, isr: [1, 2] })
  expect(state(core, targetId)).toMatchObject({
    summary: '2 partitions',
    cost: { requests: 3, bytes: 30 },
    findings: { warning: 0 },
  })

  says.isr = [[1], [1, 2]]
  await vi.waitFor(() => expect(state(core, targetId).findings.warning).toBe(1), within)
  const now = await handlers['findings.at']({ targetId }, never)
  expect(now.findings).toMatchObject([{ targetId, rule: 'kafka/under-replicated', entity: 'topic/orders/0' }])
  expect(now.verdicts).toMatchObject([{ is: 'finding' }])
  says.isr = [
    [1, 2],
    [1, 2],
  ]
  await vi.waitFor(() => expect(state(core, targetId).findings.warning).toBe(0), within)

  const { from, to } = state(core, targetId).extent ?? expect.fail()
  const opens = now.findings[0]?.opened ?? 0
  expect((await handlers['findings.at']({ targetId, at: opens }, never)).findings).toHaveLength(1)
  expect((await handlers['findings.at']({ targetId, at: opens - 1 }, never)).findings).toHaveLength(0)
  expect(await handlers['findings.range']({ targetId, from, to }, never)).toMatchObject([
    { opened: opens, closed: expect.any(Number) },
  ])
  const events = await handlers['events.list']({ targetId, from: from + 1, to, limit: 10 }, never)
  expect(events.map(({ kind, key, entity }) => `${kind} ${key} ${entity}`)).toEqual([
    ...['finding kafka/under-replicated topic/orders/0', 'fact partition.isr topic/orders/0'].sort(),
    ...['finding kafka/under-replicated topic/orders/0', 'fact partition.isr topic/orders/0'].sort(),
  ])
  expect(events.find(({ kind }) => kind === 'fact')).toMatchObject({
    label: 'ISR',
    before: [1],
    after: [1, 2],
  })
  expect(await handlers['events.step']({ targetId, from, direction: 'forward', by: 'event' }, never)).toBe(
    opens,
  )
  expect(
    await handlers['events.step']({ targetId, from: opens, direction: 'back', by: 'sample' }, never),
  ).toBeLessThan(opens)
  const series = [{ entity: 'topic/orders/0', metric: 'partition.hw' }]
  const { t, v } = await handlers['series.read'](
    { targetId, series, from, to, points: 100, as: 'value' },
    never,
  )
  expect(v[0]?.slice(0, 3)).toEqual(Float64Array.of(20, 30, 40))
  expect(t[0]).toBe(from)
  expect(
    (await handlers['timeline.read']({ targetId, from, to: to + 1, buckets: 5 }, never)).findings,
  ).toHaveLength(1)
})

test('what differs from then to now is told and marked', async () => {
  const { says, system } = driven()
  await using core = await opened(system)
  const { handlers } = core
  const targetId = await add(core)
  await observed(core, targetId)
  const { from } = state(core, targetId).extent ?? expect.fail()
  says.isr = [[1], [1, 2]]
  await vi.waitFor(() => expect(state(core, targetId).findings.warning).toBe(1), within)
  const request = { a: { targetId, at: from }, b: { targetId, at: 'live' } } as const
  const { a, b, groups, moved, alike } = await handlers['compare.read'](request, never)
  expect([a, b.targetId]).toEqual([{ targetId, at: from, sampledAt: from, gaps: [] }, targetId])
  expect(b.at).toBeGreaterThan(from)
  expect(groups).toMatchObject([
    { area: 'state', label: 'ISR', says: '1, 2 → 1', kind: 'partition', count: 1 },
  ])
  expect(moved).toHaveLength(2)
  expect(alike).toBe(1)
  const group = { ...request, b: { targetId, at: b.at }, group: groups[0]?.id ?? '', limit: 10 }
  expect(await handlers['compare.group'](group, never)).toEqual([
    { entity: 'topic/orders/0', before: [1, 2], after: [1] },
  ])
  expect(await handlers['compare.marks'](request, never)).toEqual({
    ...{ entities: ['topic/orders/0'], is: ['changed'], says: ['ISR 1, 2 → 1'], left: 0 },
  })
  const early = { ...request, a: { targetId, at: from - 1_000 } }
  await expect(handlers['compare.read'](early, never)).rejects.toMatchObject({ code: 'not-found' })
  const gone = { ...group, group: 'nothing' }
  await expect(handlers['compare.group'](gone, never)).rejects.toMatchObject({ code: 'not-found' })
})

test('what comes between two samples is on screen at once', async () => {
  const { system, push } = driven()
  await using core = await opened(system)
  const targetId = await add(core)
  await observed(core, targetId)
  const told: unknown[] = []
  using _view = core.sources.view(
    { targetId, view: 'hw', args: {} },
    { value: ({ data }) => told.push(data), error: () => undefined },
  )
  const facts = [
    { key: 'partition.isr', entities: { paths: ['topic/orders/0'] }, values: [[7]], complete: false },
  ]
  const at = performance.now()
  push({ at: Date.now(), tookMs: 0, values: [], facts, gaps: [], cost: [] })
  await vi.waitFor(() => expect(told).toContainEqual(expect.objectContaining({ isr: [7] })), {
    ...within,
    interval: 1,
  })
  expect(performance.now() - at).toBeLessThan(100)
})

test('a target that fails says why and since when, keeps its last state, and comes back', async () => {
  const { says, system } = driven()
  await using core = await opened(system)
  const targetId = await add(core)
  await observed(core, targetId)
  says.fails = new OrreryError('refused', 'Nobody listens', { fix: 'Start it' })
  await vi.waitFor(
    () =>
      expect(state(core, targetId)).toMatchObject({
        condition: 'failing',
        error: { code: 'refused', fix: 'Start it' },
      }),
    within,
  )
  await vi.waitFor(() => expect(state(core, targetId).error?.tries).toBeGreaterThan(2), within)
  expect(core.observatory.views.read({ targetId, view: 'hw', args: {} }).data).toMatchObject({ isr: [1, 2] })
  says.fails = undefined
  await core.handlers['targets.retry']({ id: targetId }, never)
  await observed(core, targetId)
  expect(state(core, targetId).error).toBeUndefined()
})

test('after a restart targets, history and open findings are there', async () => {
  const { says, system } = driven()
  says.isr = [[1], [1, 2]]
  let id = ''
  let from = 0
  {
    await using core = await opened(system)
    id = await add(core)
    await vi.waitFor(() => expect(state(core, id).findings.warning).toBe(1), within)
    from = state(core, id).extent?.from ?? 0
  }
  says.fails = new OrreryError('refused', 'Nobody listens')
  await using core = await opened(system)
  expect(state(core, id)).toMatchObject({
    findings: { warning: 1 },
    summary: '2 partitions',
    extent: { from },
  })
  const [before] = (await core.handlers['findings.at']({ targetId: id }, never)).findings
  says.fails = undefined
  await observed(core, id)
  const [after] = (await core.handlers['findings.at']({ targetId: id }, never)).findings
  expect(after).toMatchObject({ id: before?.id, opened: before?.opened })
})

test('changing a target goes on with its history; removing it can forget it', async () => {
  const { system } = driven()
  await using core = await opened(system)
  const id = await add(core)
  await observed(core, id)
  const { from } = state(core, id).extent ?? expect.fail()
  await core.handlers['targets.update']({ id, draft: { name: 'renamed' } }, never)
  await observed(core, id)
  expect(state(core, id)).toMatchObject({
    config: { id, name: 'renamed', intervalMs: 250 },
    extent: { from },
  })
  await core.handlers['targets.remove']({ id, forget: true }, never)
  expect(core.observatory.states()).toEqual([])
  await expect(core.handlers['targets.remove']({ id, forget: false }, never)).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(await add(core)).toBe(id)
  await observed(core, id)
  expect(state(core, id).extent?.from).toBeGreaterThan(from)
})

test.each([
  ['damaged', () => Buffer.alloc(8192, 7)],
  ['of another program', () => Buffer.from('notes of mine')],
])('a history that is %s is left alone, and observing goes on', async (_what, content) => {
  const file = join(folder, 'history/history.orrery')
  await mkdir(join(folder, 'history'))
  await writeFile(file, content())
  const { system } = driven()
  {
    await using core = await opened(system)
    const id = await add(core)
    await observed(core, id)
    const info = await core.handlers['store.info']({} as never, never)
    expect(info.problem).toContain(file)
    expect(log.join()).toContain('error')
    expect(
      (await core.handlers['view.read']({ targetId: id, view: 'hw', args: {}, at: 'live' }, never)).data,
    ).toMatchObject({ isr: [1, 2] })
  }
  expect(await readFile(file)).toEqual(content())
})

test('a folder that cannot be made is no reason not to observe', async () => {
  await writeFile(join(folder, 'history'), 'a file where the folder should be')
  const { system } = driven()
  await using core = await opened(system)
  await observed(core, await add(core))
  expect((await core.handlers['store.info']({} as never, never)).problem).toContain('cannot be made')
})

test('how long history is kept can be changed, and stays so', async () => {
  const { system } = driven()
  {
    await using core = await opened(system)
    expect((await core.handlers['store.info']({} as never, never)).keepDays).toBe(30)
    expect((await core.handlers['store.keep']({ days: 7 }, never)).keepDays).toBe(7)
    for (const days of [0, -1, 1.5, Number.NaN, 1e9, '7' as never])
      await expect(core.handlers['store.keep']({ days }, never)).rejects.toMatchObject({ code: 'invalid' })
  }
  await using again = await opened(system)
  expect((await again.handlers['store.info']({} as never, never)).keepDays).toBe(7)
})

test('a full disk is told, and what is live goes on', async () => {
  const { says, system } = driven()
  await using core = await opened(system, { maxPages: 60 })
  const id = await add(core)
  await observed(core, id)
  // facts that need more room than there is
  const long = Array.from(randomBytes(300_000))
  says.isr = [long, [1, 2]]
  await vi.waitFor(
    () => expect(state(core, id)).toMatchObject({ condition: 'failing', error: { code: 'storage' } }),
    within,
  )
  const hw = () =>
    (core.observatory.views.read({ targetId: id, view: 'hw', args: {} }).data as { hw: number }).hw
  const before = hw()
  await vi.waitFor(() => expect(hw()).toBeGreaterThan(before), within)
  expect(says.connects).toBe(1)
})

test('a recorded history opens like any other', async () => {
  needsViews = true
  const { says, system } = driven()
  await mkdir(join(folder, 'resources'))
  {
    await using core = await opened(system)
    const id = await add(core)
    await observed(core, id)
    says.isr = [[1], [1, 2]]
    await vi.waitFor(() => expect(state(core, id).findings.warning).toBe(1), within)
    const { from, to } = state(core, id).extent ?? expect.fail()
    const out = join(folder, 'resources/lost.orrery')
    cutRecording(join(folder, 'history/history.orrery'), [id], from, to, out, {
      info: { title: 'A replica is lost', about: 'As seen.' },
    })
    await core.handlers['targets.remove']({ id, forget: true }, never)
  }
  await writeFile(join(folder, 'resources/broken.orrery'), 'no history')
  await using core = await opened(system)
  const [recorded, ...others] = core.observatory.states()
  expect(others).toEqual([])
  expect(log.join()).toContain('broken.orrery cannot be opened')
  expect(recorded).toMatchObject({
    condition: 'recorded',
    findings: { warning: 1 },
    recording: { title: 'A replica is lost', file: 'lost.orrery' },
  })
  const targetId = recorded?.config.id ?? ''
  const { from, to } = recorded?.extent ?? expect.fail()
  expect(
    (await core.handlers['view.read']({ targetId, view: 'overview', args: {}, at: 'live' }, never)).at,
  ).toBe(to)
  const { findings } = await core.handlers['findings.at']({ targetId }, never)
  expect(findings).toMatchObject([{ targetId }])
  const events = await core.handlers['events.list']({ targetId, from, to, limit: 5 }, never)
  expect(new Set(events.map((event) => event.targetId))).toEqual(new Set([targetId]))
  expect(
    await core.handlers['search.find']({ text: 'orders/0', sorts: ['entity'], limit: 1 }, never),
  ).toMatchObject({ found: [{ targetId }] })
  const told: ViewAnswer[] = []
  using _view = core.sources.view(
    { targetId, view: 'overview', args: {} },
    { value: (answer) => told.push(answer), error: () => undefined },
  )
  await vi.waitFor(() => expect(told).toMatchObject([{ at: to }]), within)
  await expect(
    core.handlers['targets.update']({ id: targetId, draft: { name: 'x' } }, never),
  ).rejects.toMatchObject({ code: 'not-found' })
})

test('only the targets that were named are observed, and a name that is none is refused', async () => {
  const { system } = driven()
  {
    await using core = await opened(system)
    await add(core, 'a')
    await add(core, 'b')
  }
  {
    await using core = await opened(system, { only: ['b', 'kafka://u:s3cret@c'] })
    expect(core.observatory.states().map(({ config }) => config.name)).toEqual(['b', 'c:9092'])
    expect(core.given.map(({ text }) => text)).toEqual(['b', 'kafka://c'])
    expect(JSON.stringify([core.observatory.states(), core.given])).not.toContain('s3cret')
  }
  await expect(opened(system, { only: ['c'] })).rejects.toMatchObject({
    code: 'invalid',
    fix: expect.stringContaining('a, b'),
  })
})

test('a password goes nowhere but to the driver', async () => {
  const { system } = driven()
  const given: unknown[] = []
  const connect: System['connect'] = (connection, options) => {
    given.push(connection.credentials)
    return system.connect(connection, options)
  }
  await using core = await opened({ ...system, connect })
  const draft = { name: 'a', url: 'kafka://u:s3cret@b', intervalMs: 250 }
  const added = await core.handlers['targets.add'](draft, never)
  await observed(core, added.config.id)
  expect(given).toEqual([{ username: 'u', password: 's3cret' }])
  const { findings: _ } = added
  const all = [added, core.observatory.states(), await core.handlers['store.info']({} as never, never), log]
  expect(JSON.stringify(all)).not.toContain('s3cret')
  const { from, to } = state(core, added.config.id).extent ?? expect.fail()
  const cut = { targetIds: [added.config.id], from, to, file: 'a' }
  const archive = await core.handlers['archives.export'](cut, never)
  const bytes = plainBytes(archive?.path ?? '')
  // what it was cut from is there to be found
  expect([bytes.includes('orrery.target'), bytes.includes('s3cret')]).toEqual([true, false])
  await core.handlers['targets.remove']({ id: added.config.id, forget: false }, never)
  for (const name of ['history/history.orrery', 'history/history.orrery-wal', 'targets.json'])
    expect((await readFile(join(folder, name))).includes('s3cret')).toBe(false)
})

test('what a window sends is checked where it enters', async () => {
  const { system } = driven()
  await using core = await opened(system)
  const call = (method: keyof Core['handlers'], arg: unknown) =>
    Promise.resolve().then(() =>
      (core.handlers[method] as (arg: unknown, signal: AbortSignal) => Promise<unknown>)(arg, never),
    )
  const bad: [keyof Core['handlers'], unknown][] = [
    ['view.read', {}],
    ['view.read', { targetId: 'a', view: 'b', args: [], at: 'live' }],
    ['view.read', { targetId: 'a', view: 'b', args: {}, at: Number.NaN }],
    ['series.read', { targetId: 'a', series: [{}], from: 0, to: 1, points: 5, as: 'value' }],
    ['series.read', { targetId: 'a', series: [], from: 0, to: 1, points: 1e9, as: 'value' }],
    ['events.list', { targetId: 'a', from: 2, to: 1, limit: 5 }],
    ['events.step', { targetId: 'a', from: 2, direction: 'up', by: 'event' }],
    ['compare.read', { a: { targetId: 'a', at: 1 } }],
    ['compare.read', { a: { targetId: 'a', at: 'then' }, b: { targetId: 'a', at: 1 } }],
    ['compare.marks', { a: null, b: null }],
    ['compare.group', { a: { targetId: 'a', at: 1 }, b: { targetId: 'a', at: 1 }, group: 1, limit: 1 }],
    ['targets.add', { url: 'kafka://a' }],
    ['targets.add', { name: 'a', url: 'kafka://a', permission: 'root' }],
    ['targets.add', { name: 'a', url: 'kafka://a', passwordFrom: { kind: 'stored' } }],
    ['targets.update', { id: 5 }],
    ['lab.start', { cluster: 'redis' }],
    ['archives.open', {}],
    ['archives.close', { id: 1 }],
    ['archives.export', { targetIds: 'a', from: 0, to: 1, file: 'x' }],
    ['archives.foretell', { targetIds: ['a'], from: 1, to: 0 }],
  ]
  for (const [method, arg] of bad) {
    const error = await call(method, arg).catch((thrown: unknown) => thrown)
    expect([method, arg, ['invalid', 'not-found'].includes((error as OrreryError).code)]).toEqual([
      method,
      arg,
      true,
    ])
  }
})
