import { expect, test } from 'vitest'
import { compareVariants } from '../../../../src/renderer/experiments/comparison.ts'
import { LanesStage } from '../../../../src/renderer/experiments/fallback/LanesStage.tsx'
import { customProperties, rulesFor } from '../../../../src/renderer/experiments/report/collect-styles.ts'
import { renderReport } from '../../../../src/renderer/experiments/report/render-report.tsx'
import { fileNameOf } from '../../../../src/renderer/experiments/report/file-name.ts'
import type { Run } from '../../../../src/shared/api/experiments.ts'
import { entries, info, run, variant } from './a-run.ts'

const report = (of: Run = run) =>
  renderReport({
    run: of,
    info,
    entries,
    comparison: compareVariants(info, [of, variant('range', 12, [9, 3, 55_400, 388, 0])], of),
    Drawing: LanesStage,
    stylesFor: () => ({ light: '--fg: #111;', dark: '--fg: #eee;', rules: '.lane { fill: red; }' }),
  })

test('one file, no scripts, nothing fetched', () => {
  const html = report()
  expect(html).not.toMatch(/<script|javascript:|\son\w+=/i)
  expect(html).not.toMatch(/(src|href)=/)
  expect(html).toContain("default-src 'none'")
})

test('who never saw Orrery reads question, prediction, deeds, figures, verdict and proof', () => {
  const html = report()
  for (const said of [
    'When m4 joins, how many of the 8 partitions change hands?',
    'as few as possible<span class="note"> · predicted before the start</span><b class="ok"> · ✓ came true</b>',
    'its thread ends: no LeaveGroup is sent',
    'summed over partitions; 21.2 s of it from the crash',
    '3, 3, 2 becomes 2, 2, 2, 2',
    'orrery.x.14-k3f9.billing',
    'removed, and proven gone',
    'drops m2: silent for 10 s',
    '55\u00a0s',
    'not run so',
    'Session timeout',
  ])
    expect(html).toContain(said)
})

test('the drawing stands in it, whole, with what it needs to look the same', () => {
  const html = report()
  expect(html).toMatch(/<svg width="940"/)
  expect(html).toContain('m2 killed</text>')
  expect(html).toContain('.lane { fill: red; }')
  expect(html).toMatch(/prefers-color-scheme: dark\) { :root { --fg: #eee;/)
})

test('what could not be measured is a question mark, never a zero', () => {
  expect(report()).toMatch(/Lost<\/th><td class="right "><b>\?<\/b>/)
})

test('a run that left something says so, and what', () => {
  const html = report({
    ...run,
    outcome: 'interrupted',
    left: [{ kind: 'topic', name: 'orrery.x.14-k3f9.orders' }],
  })
  expect(html).toContain('Not all is proven gone: topic orrery.x.14-k3f9.orders.')
})

test('words of a run are text, whatever they hold', () => {
  const html = report({ ...run, targetName: '<img src=x onerror=alert(1)>' })
  expect(html).not.toContain('<img')
})

test('only rules for what is drawn are taken along', () => {
  const rules = [
    { selector: '.a_1', text: 'A' },
    { selector: '.a_1 .b_2', text: 'B' },
    { selector: '.c_3', text: 'C' },
    { selector: 'svg text', text: 'S' },
    { selector: 'body', text: 'BODY' },
  ]
  expect(rulesFor(rules, '<svg><g class="a_1 d_4"></g></svg>')).toBe('A\nS')
  expect(rulesFor(rules, '<g class="a_1"/><g class="b_2"/>')).toBe('A\nB\nS')
})

test('tokens are read off a rule', () => {
  expect(customProperties(':root { --bg: #0e1116; --shadow: 0 6px 20px #0006; color-scheme: dark; }')).toBe(
    '--bg: #0e1116; --shadow: 0 6px 20px #0006;',
  )
})

test('a file is called after its run', () => {
  expect(fileNameOf({ run })).toBe('orrery-run-14-kafka-rebalance')
})
