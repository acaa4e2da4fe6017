import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { History } from '../../../../src/main/core/history/history.ts'
import { Pasts } from '../../../../src/main/core/history/past.ts'
import type { ComparedPlaces, ReportedPlace } from '../../../../src/main/core/history/questions.ts'
import type { Redaction, Report } from '../../../../src/shared/api/report.ts'

const workers = new URL('../../../../src/main/core/history-worker.ts', import.meta.url)
const resource = (name: string) =>
  fileURLToPath(new URL(`../../../../resources/${name}.orrery`, import.meta.url))
const kafka = resource('kafka-broker-lost')
const redis = resource('redis-reshard')
const by = { madeBy: 'Orrery test', madeAt: 1_800_000_000_000, timeZone: 'UTC' }

let folder: string
/** The same recording, as a file of others. */
let archive: string
const own = new History(workers)
const archives = new History(workers, { readsArchives: true })
const past = new Pasts(own, archives)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-two-threads-'))
  archive = join(folder, 'kafka.orrery')
  await copyFile(kafka, archive)
  past.addArchive(archive)
})

afterAll(async () => {
  await Promise.all([own[Symbol.asyncDispose](), archives[Symbol.asyncDispose]()])
  await rm(folder, { recursive: true })
})

test('two moments differ in the same, whether both are read on one thread or each on its own', async () => {
  const [kept] = await past.ask('targets', { file: kafka })
  const [from, to] = [kept!.from, kept!.from + (kept!.to - kept!.from) / 2]
  const places = (a: string, b: string): ComparedPlaces => ({
    places: [
      { file: a, targetId: kept!.targetId, system: 'kafka', at: from },
      { file: b, targetId: kept!.targetId, system: 'kafka', at: to },
    ],
  })
  const together = await past.ask('compare', places(kafka, kafka))
  expect(together.groups.length).toBeGreaterThan(10)
  for (const [a, b] of [
    [kafka, archive],
    [archive, kafka],
    [archive, archive],
  ] as const) {
    expect(await past.ask('compare', places(a, b))).toEqual(together)
    const [group] = together.groups
    const arg = { ...places(a, b), group: group!.id, limit: 10 }
    expect(await past.ask('compareGroup', arg)).toEqual(group!.differences)
    expect(await past.ask('compareMarks', places(a, b))).toEqual(
      await past.ask('compareMarks', places(kafka, kafka)),
    )
  }
})

test('another file in the place of one that was closed is compared as what it is', async () => {
  const place = join(folder, 'changing.orrery')
  const [kept] = await past.ask('targets', { file: kafka })
  past.addArchive(place)
  const compared = async (source: string, from: string, to: string) => {
    await copyFile(source, place)
    const moment = (file: string, at: number) => ({ file, targetId: kept!.targetId, system: 'kafka', at })
    const [a, b] = [moment(from, kept!.from), moment(to, (kept!.from + kept!.to) / 2)]
    const answer = await past.ask('compare', { places: [a, b] }).catch((thrown: unknown) => thrown)
    await archives.ask('close', { file: place })
    return answer
  }
  for (const [from, to] of [
    [place, place],
    [place, kafka],
  ] as const) {
    expect(await compared(kafka, from, to)).toMatchObject({ alike: expect.any(Number) })
    expect(await compared(redis, from, to)).toMatchObject({ code: 'not-found' })
  }
})

test('a report of an archive and of what is observed here is that of both in one history', async () => {
  const [ofKafka] = await past.ask('targets', { file: kafka })
  const report = (kafkaFile: string, redact: readonly Redaction[] = []) =>
    reportOf(
      [placed(kafkaFile, 'kafka', ofKafka!.targetId), placed(redis, 'redis', 'demo-redis-cluster')],
      redact,
    )
  const mixed = await report(archive)
  expect(mixed).toEqual(await report(kafka))
  expect(mixed.targets.map(({ system }) => system)).toEqual(['Kafka', 'Redis'])
  const instants = mixed.changes.map(({ at }) => at)
  expect(instants).toEqual(instants.toSorted((a, b) => a - b))
  expect(new Set(mixed.changes.map(({ target }) => target)).size).toBe(2)
  expect(mixed.summary.join(' ')).toMatch(/kafka.*redis/)
  const hidden = await report(archive, ['hosts', 'names', 'clients'])
  expect(hidden).toEqual(await report(kafka, ['hosts', 'names', 'clients']))
  expect(JSON.stringify(hidden)).not.toMatch(/127\.0\.0\.1|demo-|(?<![\w.])(orders|clicks)(?![\w.])/)
})

test('one thing has one stand-in, whichever thread read of it', async () => {
  const [kept] = await past.ask('targets', { file: kafka })
  const places = [
    placed(archive, 'kafka', kept!.targetId),
    { ...placed(kafka, 'kafka', kept!.targetId), id: 'b' },
  ]
  const { targets } = await reportOf(places, ['hosts', 'names', 'clients'])
  const findings = targets.map((target) =>
    target.findings.map(({ title, entityName }) => [title, entityName]),
  )
  expect(findings[0]!.length).toBeGreaterThan(0)
  expect(findings[0]).toEqual(findings[1])
})

function placed(file: string, system: string, targetId: string): ReportedPlace {
  return { file, targetId, system, id: targetId, name: targetId, endpoints: ['127.0.0.1:1'] }
}

async function reportOf(places: readonly ReportedPlace[], redact: readonly Redaction[]): Promise<Report> {
  const kept = await Promise.all(places.map(({ file }) => past.ask('targets', { file })))
  const request = {
    targetIds: places.map(({ id }) => id),
    from: Math.min(...kept.flat().map(({ from }) => from)),
    to: Math.max(...kept.flat().map(({ to }) => to)),
    redact,
  }
  const { data } = await past.ask('report', { places, request, format: 'json', by })
  return JSON.parse(data) as Report
}
