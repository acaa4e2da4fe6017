import { fileURLToPath } from 'node:url'
import { createAnswers } from '../../../../src/main/core/history/answers.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import { systems } from '../../../../src/main/systems/index.ts'
import type { Redaction, Report } from '../../../../src/shared/api/report.ts'
import type { TextFormat } from '../../../../src/main/reports/format-report.ts'

const by = { madeBy: 'Orrery test', madeAt: 1_800_000_000_000, timeZone: 'UTC' }

export interface Asked {
  readonly redact?: readonly Redaction[]
  readonly title?: string
  /** Epoch ms; left out: all that was recorded. */
  readonly from?: number
  readonly to?: number
}

/** The report of a recorded history of `resources/`, in one of its formats. */
export function reportOf(recording: string, format: TextFormat, asked: Asked = {}): string {
  const file = fileURLToPath(new URL(`../../../../resources/${recording}.orrery`, import.meta.url))
  using answers = createAnswers(openReader, systems)
  const kept = answers.targets({ file })
  const places = kept.flatMap(({ targetId, config }) =>
    config === undefined
      ? []
      : [
          {
            file,
            targetId,
            system: config.system,
            id: targetId,
            name: config.name,
            endpoints: config.endpoints,
          },
        ],
  )
  const { redact = [], title, ...span } = asked
  const request = {
    targetIds: places.map(({ id }) => id),
    from: Math.min(...kept.map(({ from }) => from)),
    to: Math.max(...kept.map(({ to }) => to)),
    ...span,
    redact,
    ...(title === undefined ? {} : { title }),
  }
  return answers.report({ places, request, format, by }).data
}

export function jsonOf(recording: string, asked: Asked = {}): Report {
  return JSON.parse(reportOf(recording, 'json', asked)) as Report
}
