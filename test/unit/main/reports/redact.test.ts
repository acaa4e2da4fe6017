import { expect, test } from 'vitest'
import { jsonOf, reportOf } from './recorded.ts'

const formats = ['html', 'md', 'json', 'csv'] as const

test.each(formats)('in %s neither names nor addresses are left', (format) => {
  const text = reportOf('kafka-broker-lost', format, { redact: ['hosts', 'names', 'clients'] })
  expect(text).not.toMatch(/127\.0\.0\.1/)
  expect(text).not.toMatch(/(?<![\w.])(orders|payments|clicks|billing|demo-kafka)(?![\w.])/)
})

test('the same thing has the same stand-in everywhere, another thing another one', () => {
  const plain = jsonOf('kafka-broker-lost')
  const hidden = jsonOf('kafka-broker-lost', { redact: ['hosts', 'names'] })
  const pairs = new Map<string, Set<string>>()
  plain.targets[0]?.findings.forEach(({ entityName }, i) => {
    const standIn = hidden.targets[0]?.findings[i]?.entityName ?? ''
    pairs.set(entityName, (pairs.get(entityName) ?? new Set()).add(standIn))
  })
  expect(pairs.size).toBeGreaterThan(1)
  for (const standIns of pairs.values()) expect(standIns.size).toBe(1)
  expect(new Set([...pairs.values()].flatMap((each) => [...each])).size).toBe(pairs.size)
})

test('figures, rules and times stay as they are', () => {
  const plain = jsonOf('kafka-broker-lost')
  const hidden = jsonOf('kafka-broker-lost', { redact: ['hosts', 'names', 'clients'] })
  const figures = (report: typeof plain) =>
    report.targets.flatMap(({ findings }) =>
      findings.map(({ rule, opened, closed, charts }) => [
        rule,
        opened,
        closed,
        charts.map(({ t, series }) => [t, series.map(({ v }) => v)]),
      ]),
    )
  expect(figures(hidden)).toEqual(figures(plain))
  expect(hidden.replaced).toEqual(['hosts', 'names', 'clients'])
})

test('only what was asked for is replaced', () => {
  const text = reportOf('kafka-broker-lost', 'md', { redact: ['hosts'] })
  expect(text).toContain('clicks')
  expect(text).not.toContain('127.0.0.1')
})
