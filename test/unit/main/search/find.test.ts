import { expect, it } from 'vitest'
import type { Finding } from '../../../../src/shared/api/findings.ts'
import type { Run } from '../../../../src/shared/api/experiments.ts'
import type { Store } from '../../../../src/main/store/store.ts'
import { entities, facts, open, push, sample, t0, temporaryFolder, values } from '../store/history.ts'
import { Searched } from './searched.ts'

const at = (seconds: number) => t0 + seconds * 1000

const finding = (id: string, seconds: number, rest: Partial<Finding> = {}): Finding => ({
  ...{ id, targetId: 'c', rule: 'kafka/under-replicated', entity: 'topic/orders/1', severity: 'warning' },
  ...{ title: 'orders-1 has two of three replicas', since: at(seconds), opened: at(seconds), evidence: [] },
  ...{ why: '', fix: '', source: { label: '', url: 'https://kafka.apache.org' } },
  ...rest,
})

const run = (number: number): Run => ({
  ...{ id: `${number}-abcd`, number, experiment: 'kafka/rebalance', system: 'kafka', targetId: 'elsewhere' },
  ...{ targetName: 'Cluster', parameters: {}, prediction: undefined, pace: 'auto', began: at(number) },
  ...{ ended: at(number + 1), phase: 'ended', outcome: 'done', checks: [], steps: [], step: undefined },
  ...{ isHeld: false, entries: 0, left: [], verdict: undefined, error: undefined },
})

/** Topics of which one is deleted after a minute; a leader that moves and comes back. */
function fill(store: Store): void {
  const all = entities('topic/orders', 'topic/orders-dead', 'topic/Straße', 'topic/all-orders')
  const left = entities('topic/orders', 'topic/Straße', 'topic/all-orders')
  const no = (set: typeof all) => set.paths.map(() => false)
  const parts = entities('topic/orders/0', 'topic/orders/1')
  const leaders = (...list: number[]) => facts('partition.leader', parts, list)
  const depth = values('replica.leo', entities('topic/orders/0@1'), [5])
  store.append(
    'c',
    sample(at(0), { values: [depth], facts: [facts('topic.internal', all, no(all)), leaders(1, 2)] }),
  )
  store.append('c', sample(at(60), { facts: [facts('topic.internal', left, no(left)), leaders(3, 2)] }))
  store.append('c', sample(at(120), { facts: [facts('topic.internal', left, no(left)), leaders(3, 3)] }))
}

it('entities are found by the words of path, name and kind, with when they were there', async () => {
  using folder = temporaryFolder()
  await using store = await open(folder.file)
  fill(store)
  using searched = new Searched(folder.file, ['c'])
  const paths = (text: string, rest = {}) => searched.all('entity', text, rest).map(({ entity }) => entity)
  // the very name, its beginning, what is gone, what merely has it in it
  expect(paths('orders')).toEqual([
    'topic/orders',
    'topic/orders/0',
    'topic/orders/1',
    'topic/orders/0@1',
    'topic/orders-dead',
    'topic/all-orders',
  ])
  expect(paths('topic/orders')[0]).toBe('topic/orders')
  expect(paths('DEAD order')).toEqual(['topic/orders-dead'])
  expect(paths('"order dead"')).toEqual([])
  expect(paths('strasse')).toEqual(['topic/Straße'])
  expect(paths('STRAßE topic')).toEqual(['topic/Straße'])
  expect(paths('orders*'), 'no wildcards').toEqual([])
  expect(paths('orders', { kinds: ['partition'] })).toEqual(['topic/orders/0', 'topic/orders/1'])
  expect(searched.all('entity', 'dead')[0]).toEqual({
    ...{ is: 'entity', targetId: 'window-c', entity: 'topic/orders-dead' },
    ...{ first: at(0), last: at(60), isThere: false },
  })
  expect(searched.all('entity', 'all-orders')[0]).toMatchObject({
    first: at(0),
    last: at(120),
    isThere: true,
  })
  const [replica] = searched.all('entity', 'broker 1')
  expect(replica).toMatchObject({ entity: 'topic/orders/0@1', first: undefined, isThere: undefined })
  expect(paths('dead', { from: at(61) }), 'gone by then').toEqual([])
  expect(paths('dead', { from: at(30), to: at(40) })).toEqual(['topic/orders-dead'])
  const { counts, kinds } = searched.find('orders', { limit: 2, kinds: ['topic'] })
  expect(counts.entity).toBe(3)
  expect(Object.fromEntries(kinds)).toEqual({ topic: 3, partition: 2, replica: 1 })
})

it('values of facts are found by what the fact is called and what they say', async () => {
  using folder = temporaryFolder()
  await using store = await open(folder.file)
  fill(store)
  using searched = new Searched(folder.file, ['c'])
  const leaders = searched.all('fact', 'partition.leader')
  expect(leaders.map(({ text, held, first, to }) => ({ text, held, first, to }))).toEqual(
    [
      { text: '3', held: 2, first: at(60), to: undefined },
      { text: '1', held: 0, first: at(0), to: at(60) },
      { text: '2', held: 0, first: at(0), to: at(120) },
    ].toSorted((a, b) => b.held - a.held),
  )
  expect(leaders[0]).toMatchObject({ entity: 'topic/orders/1', at: at(120), isCut: false })
  // one word in the name, one in the value
  expect(searched.all('fact', 'LEADER 3').map(({ text }) => text)).toEqual(['3'])
  expect(searched.all('fact', 'leader', { to: at(59) })).toHaveLength(2)
  expect(searched.all('fact', 'leader', { from: at(121) })).toHaveLength(1)
  expect(searched.all('fact', 'leader', { kinds: ['topic'] })).toEqual([])
})

it('of a long value the part around what was looked for is shown, and only its beginning is found', async () => {
  using folder = temporaryFolder()
  await using store = await open(folder.file)
  const long = `${'x'.repeat(600)} needle ${'y'.repeat(600)} lost`
  store.append('c', sample(at(0), { facts: [facts('k.text', entities('e'), [long])] }))
  using searched = new Searched(folder.file, ['c'])
  const [found] = searched.all('fact', 'needle')
  expect(found).toMatchObject({ isCut: true })
  expect(found!.text).toMatch(/^…x+ needle y+…$/)
  expect(found!.text.length).toBeLessThan(300)
  expect(searched.all('fact', 'lost')).toEqual([])
})

it('findings are found by all that they were titled, also when they closed after they were indexed', async () => {
  using folder = temporaryFolder()
  await using store = await open(folder.file)
  store.append('c', sample(at(0)))
  using searched = new Searched(folder.file, ['c'])
  store.openFinding(finding('f1', 10))
  store.openFinding(finding('f2', 10, { title: 'Broker 2 is lost', entity: 'broker/2' }))
  expect(searched.all('finding', 'two of three').map(({ id, closed }) => ({ id, closed }))).toEqual([
    { id: 'f1', closed: undefined },
  ])
  store.updateFinding(finding('f1', 10, { title: 'orders-1 has one of three replicas' }), at(20))
  store.closeFinding('f2', at(30))
  store.openFinding(finding('f3', 10, { title: 'Late, at the same instant' }))
  const ids = (text: string, rest = {}) => searched.all('finding', text, rest).map(({ id }) => id)
  expect(ids('two of three'), 'its words before').toEqual(['f1'])
  expect(searched.all('finding', 'one of three')[0]?.title).toBe('orders-1 has one of three replicas')
  expect(ids('late')).toEqual(['f3'])
  expect(ids('')).toEqual(['f1', 'f3', 'f2'])
  expect(ids('under-replicated broker')).toEqual(['f2'])
  expect(ids('', { from: at(31) })).toEqual(['f1', 'f3'])
  expect(ids('', { kinds: ['broker'] })).toEqual(['f2'])
})

it('runs are found by title, outcome and target, and outlive their target', async () => {
  using folder = temporaryFolder()
  await using store = await open(folder.file)
  store.append('c', sample(at(0)))
  store.runs.put(run(store.runs.nextNumber()))
  store.runs.put({ ...run(store.runs.nextNumber()), outcome: 'failed' })
  using searched = new Searched(folder.file, ['c'])
  expect(searched.all('run', 'title rebalance cluster').map((each) => each.run)).toEqual(['2-abcd', '1-abcd'])
  expect(searched.all('run', 'FAILED').map((each) => each.run)).toEqual(['2-abcd'])
  expect(searched.all('run', '', { to: at(1) }).map((each) => each.run)).toEqual(['1-abcd'])
  expect(searched.all('run', '', { kinds: ['topic'] }), 'a run is of no kind').toEqual([])
})

it('what came by itself between two samples is found at once', async () => {
  using folder = temporaryFolder()
  await using store = await open(folder.file)
  store.append('c', sample(at(0), { facts: [facts('topic.internal', entities('topic/a'), [false], false)] }))
  using searched = new Searched(folder.file, ['c'])
  expect(searched.all('entity', '')).toHaveLength(1)
  store.append('c', push(at(5), [facts('topic.internal', entities('topic/b'), [true], false)]))
  expect(searched.all('entity', 'b')).toHaveLength(1)
  expect(searched.all('fact', 'internal true')).toHaveLength(1)
})
