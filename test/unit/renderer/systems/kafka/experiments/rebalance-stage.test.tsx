import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Run, RunEntry } from '../../../../../../src/shared/api/experiments.ts'
import { type StageFrame, StageFrameProvider } from '../../../../../../src/renderer/experiments/stage.ts'
import { RebalanceStage } from '../../../../../../src/renderer/systems/kafka/experiments/rebalance/RebalanceStage.tsx'

const file = new URL('../../../../../fixtures/kafka/rebalance/cooperative-sticky.jsonl', import.meta.url)
const [run, ...entries] = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as unknown) as [Run, ...RunEntry[]]

function inReport(until: number): string {
  const frame: StageFrame = { width: 700, lit: undefined, light: () => undefined, seek: () => undefined }
  return renderToStaticMarkup(
    <StageFrameProvider value={frame}>
      <RebalanceStage run={run} entries={entries} until={until} />
    </StageFrameProvider>,
  )
}

test('a report gets the whole chart, and nothing to press', () => {
  const html = inReport(run.ended!)
  expect(html).not.toContain('<button')
  expect(html).toMatch(/aria-label="Who owns which partition, cooperative sticky\. /)
  for (const words of ['m4 joins', 'm2 killed', 'm2 returns', 'm1 leaves', 'no owner', 'kill −9, no goodbye'])
    expect(html).toContain(`>${words}<`)
})

test('before anything happened there is an empty chart', () => {
  const html = inReport(entries[0]!.at)
  expect(html).toContain('<svg')
  expect(html).not.toContain('m4 joins')
})

test('a run that was refused draws nothing, and breaks nothing', () => {
  const html = renderToStaticMarkup(
    <RebalanceStage run={run} entries={entries.slice(0, 5)} until={run.began} />,
  )
  expect(html).toContain('by partition')
})
