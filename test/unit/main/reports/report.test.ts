import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { jsonOf, reportOf } from './recorded.ts'

const resources = new URL('../../../../resources/', import.meta.url)
const recordings = readdirSync(resources)
  .filter((name) => name.endsWith('.orrery'))
  .map((name) => name.replace('.orrery', ''))
const schema = JSON.parse(
  readFileSync(new URL('../../../../docs/report.schema.json', import.meta.url), 'utf8'),
) as object
const isValid = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema)

test.each(recordings)('of %s: JSON as its schema says', (recording) => {
  isValid(jsonOf(recording))
  expect(isValid.errors ?? []).toEqual([])
})

test('the schema refuses what is no report', () => {
  const report = jsonOf('kafka-broker-lost')
  expect(isValid({ ...report, targets: [] })).toBe(false)
  expect(isValid({ ...report, more: 1 })).toBe(false)
})

/** As it read last: the broker is gone, or registered again and still out of ISRs. */
const isTheCause = ({ rule }: { readonly rule: string }) => rule === 'kafka/one-broker-explains'

test('a lost broker is named: when, what it caused, and when it healed', () => {
  const { summary, targets } = jsonOf('kafka-broker-lost')
  const told = summary.join('\n')
  expect(told).toMatch(/Broker 2 .*from \d\d:\d\d:\d\d to \d\d:\d\d:\d\d/)
  expect(told).toMatch(/It explains \d+ other findings/)
  expect(told).toContain('all over by the end')
  expect(told).toMatch(/The first change in the five minutes before: .* State of broker 2, online → silent/)
  const [target] = targets
  const cause = target?.findings.find(isTheCause)
  expect(cause?.entityName).toBe('broker 2')
  expect(cause?.closed).toBeGreaterThan(cause?.opened ?? Infinity)
  const caused = target?.findings.filter(({ explainedBy }) => explainedBy === cause?.title) ?? []
  expect(caused.length).toBeGreaterThan(3)
  // each after its cause, so that one reads them together
  const places = [cause, ...caused].map((finding) => target?.findings.indexOf(finding as never) ?? -1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test('in the middle of it, nothing is told of what came later', () => {
  const whole = jsonOf('kafka-broker-lost')
  const cause = whole.targets[0]?.findings.find(isTheCause)
  const at = (cause?.opened ?? 0) + 5000
  const then = jsonOf('kafka-broker-lost', { from: at, to: at })
  expect(then.summary.join('\n')).toContain('still so at the end')
  expect(then.targets[0]?.findings.every(({ opened }) => opened <= at)).toBe(true)
  expect(then.changes.every((change) => change.at <= at)).toBe(true)
})

test('topology and settings are those of the end', () => {
  const [target] = jsonOf('kafka-broker-lost').targets
  const brokers = target?.topology.find(({ title }) => title === 'Brokers')
  expect(brokers?.rows.map(([id, , , state]) => [id, state])).toEqual([
    ['1', 'online'],
    ['2', 'online'],
    ['3', 'online'],
  ])
  expect(target?.configuration.flatMap(({ rows }) => rows.map(([key]) => key))).toContain(
    'min.insync.replicas',
  )
})

test.each(recordings)('of %s: HTML that is whole, runs nothing and asks for nothing', (recording) => {
  const html = reportOf(recording, 'html')
  for (const tag of ['section', 'table', 'ul', 'dl', 'figure', 'svg', 'thead', 'tbody', 'tr'])
    expect(html.split(`<${tag}`).length, tag).toBe(html.split(`</${tag}>`).length)
  expect(html).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|\sstyle=|@import|url\((?!#)/)
  expect(html).not.toMatch(/NaN|undefined|\[object/)
})

test('charts break where nothing was seen, and say in words what they show', () => {
  const html = reportOf('kafka-broker-lost', 'html')
  expect(html).toContain('class="blind"')
  expect(html).toContain('class="shade"')
  expect(html).toMatch(/<svg viewBox="[^"]+" role="img" aria-label="Log end offset\. [^"]+ from [^"]+"/)
})

test('Markdown has everything but the charts', () => {
  const markdown = reportOf('zookeeper-leader-killed', 'md')
  for (const heading of [
    '# demo-zookeeper',
    '## What was wrong',
    '## What changed',
    '## Members',
    '## Settings',
  ])
    expect(markdown).toContain(`${heading}\n`)
  expect(markdown).not.toMatch(/NaN|undefined|\[object/)
})

test('CSV has each value of the evidence once', () => {
  const [head, ...lines] = reportOf('kafka-broker-lost', 'csv').trimEnd().split('\r\n')
  expect(head).toBe('instant,target,rule,entity,metric,unit,value')
  expect(lines.length).toBeGreaterThan(100)
  expect(new Set(lines).size).toBe(lines.length)
  for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,demo-kafka,kafka\//)
})
