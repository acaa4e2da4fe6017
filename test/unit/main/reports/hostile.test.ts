import { expect, test } from 'vitest'
import { formatReport } from '../../../../src/main/reports/format-report.ts'
import type { Report } from '../../../../src/shared/api/report.ts'
import { jsonOf } from './recorded.ts'

/** A report in which everything that a cluster could name is an attack on whoever reads it. */
function hostile(): Report {
  const bad = `"><script>alert(1)</script>|@everyone [x](javascript:alert(1)) =1+1\n# no`
  const spoil = (value: unknown): unknown => {
    if (typeof value === 'string') return bad
    if (Array.isArray(value)) return value.map(spoil)
    if (typeof value !== 'object' || value === null) return value
    const kept = new Set(['format', 'severity', 'state', 'kind', 'unit', 'align', 'metric'])
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, kept.has(key) ? each : spoil(each)]),
    )
  }
  return spoil(jsonOf('kafka-broker-lost')) as Report
}

test('whatever a cluster calls its things stays text in HTML', () => {
  const { data } = formatReport(hostile(), 'html')
  expect(data).not.toContain('<script')
  expect(data).not.toMatch(/href="(?!https?:|#)/)
  expect(data).toContain('&lt;script&gt;')
})

test('and in Markdown: no markup, no mention, no line of its own', () => {
  const { data } = formatReport(hostile(), 'md')
  expect(data).not.toMatch(/(?<!\\)<script/)
  expect(data).not.toContain('@everyone')
  expect(data).not.toMatch(/^# no/m)
  expect(data).not.toMatch(/(?<!\\)\[x\]\(javascript/)
})

test('and in CSV: no formula, no line that is broken off', () => {
  const { data } = formatReport({ ...hostile(), title: '=1+1' }, 'csv')
  for (const line of data.split('\r\n').slice(0, -1)) expect(line.split('"').length % 2).toBe(1)
  const formula = formatReport(
    JSON.parse(JSON.stringify(jsonOf('kafka-broker-lost')).replaceAll('demo-kafka', '=cmd()')) as Report,
    'csv',
  )
  expect(formula.data).toContain(`'=cmd()`)
  expect(formula.data).not.toMatch(/,=cmd/)
})

test('a file has a name that every system takes', () => {
  const { name } = formatReport(hostile(), 'json')
  expect(name).toMatch(/^orrery-[\p{L}\p{N}-]+-\d{4}-\d\d-\d\dT\d\d-\d\d\.json$/u)
})
