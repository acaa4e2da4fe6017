import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { LanesStage } from '../../../../src/renderer/experiments/fallback/LanesStage.tsx'
import { isListed } from '../../../../src/renderer/experiments/log/log.ts'
import { isProvenClean, resourceTraces } from '../../../../src/renderer/experiments/log/resources.ts'
import { stepSpans } from '../../../../src/renderer/experiments/log/steps.ts'
import { renderReport } from '../../../../src/renderer/experiments/report/render-report.tsx'
import { spanOf, StageFrameProvider } from '../../../../src/renderer/experiments/stage.ts'
import { systemPages } from '../../../../src/renderer/systems/index.ts'
import type { ExperimentInfo, Run, RunEntry } from '../../../../src/shared/api/experiments.ts'

/** As the window exports a run's log. These are of real runs on clusters of the lab. */
interface Recorded {
  readonly run: Run
  readonly experiment: ExperimentInfo
  readonly entries: readonly RunEntry[]
}

const files = import.meta.glob<Recorded>('../../../fixtures/experiments/*.json', {
  eager: true,
  import: 'default',
})
const recordings = Object.values(files)
const frame = { width: 940, lit: undefined, light: () => undefined, seek: () => undefined }

test('there are recordings of several systems', () => {
  expect(new Set(recordings.map(({ run }) => run.system)).size).toBeGreaterThan(1)
})

describe.each(recordings)('run $run.number of $run.experiment', ({ run, experiment, entries }) => {
  const Drawing = systemPages[run.system]?.stages?.[run.experiment] ?? LanesStage
  const drawn = (until: number) =>
    renderToStaticMarkup(
      <StageFrameProvider value={frame}>
        <Drawing run={run} entries={entries} until={until} />
      </StageFrameProvider>,
    )
  const span = spanOf({ run, entries, until: Infinity })
  const instants = Array.from({ length: 12 }, (_, k) => span.from + (k / 11) * (span.to - span.from))

  test('its log is whole: numbered without a gap, never back in time', () => {
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, index) => index))
    expect(entries.every((entry, index) => index === 0 || entry.at >= (entries[index - 1]?.at ?? 0))).toBe(
      true,
    )
    expect(run.entries).toBe(entries.length)
  })

  test('it has a drawing of its own, at every instant, also without a window', () => {
    expect(Drawing).not.toBe(LanesStage)
    for (const until of instants) expect(drawn(until)).toContain('<svg')
    expect(drawn(span.to)).not.toBe(drawn(span.from))
  })

  test('every step began and ended, and all that was made is proven gone', () => {
    expect(run.outcome).toBe('done')
    for (const { began, ended } of stepSpans(run, entries))
      expect(ended).toBeGreaterThanOrEqual(began ?? Infinity)
    expect(isProvenClean(run)).toBe(true)
    expect(resourceTraces(entries).map((trace) => trace.state)).not.toContain('removed')
    expect(resourceTraces(entries).map((trace) => trace.state)).not.toContain('creating')
  })

  test('its report tells every event, every figure and every name', () => {
    const html = renderReport({
      ...{ run, info: experiment, entries, Drawing, comparison: undefined },
      stylesFor: () => ({ light: '', dark: '', rules: '' }),
    })
    expect(html.match(/<tr><td class="right note">[\d:.]+</g)).toHaveLength(entries.filter(isListed).length)
    for (const { label } of run.verdict?.figures ?? []) expect(html).toContain(`<th scope="row">${label}`)
    for (const { name } of resourceTraces(entries)) expect(html).toContain(name)
  })
})
