import type { ReportFile, ReportFormat, ReportRequest } from '../../shared/api/report.ts'
import { reportFormats } from '../../shared/api/report.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Handlers } from '../../shared/rpc/serve.ts'
import type { MadeBy } from '../reports/build-report.ts'
import type { Past } from './history/past.ts'
import type { ReportedPlace } from './history/questions.ts'
import type { Host } from './host.ts'
import type { Observatory } from './observatory.ts'
import { check } from './validate.ts'

/** What makes reports in this process: the thread that reads the past, and whatever prints. */
export interface ReportParts {
  readonly history: Past
  readonly print: Host['print']
  /** "Orrery 0.1.0" */
  readonly madeBy: string
}

/** @throws OrreryError `not-found` nothing was seen then, `unsupported` nothing prints */
export async function makeReport(
  { history, print, madeBy }: ReportParts,
  places: readonly ReportedPlace[],
  request: ReportRequest,
  format: ReportFormat,
  signal: AbortSignal,
): Promise<ReportFile> {
  const by: MadeBy = { madeBy, madeAt: Date.now(), timeZone: timeZone() }
  const text = format === 'pdf' ? 'html' : format
  const file = await history.ask('report', { places, request, format: text, by }, signal)
  if (format !== 'pdf') return file
  if (print === undefined)
    throw new OrreryError('unsupported', 'Nothing here makes a PDF', {
      fix: 'Make it as HTML, and print that from a browser.',
    })
  const data = await print(file.data, signal)
  return { name: file.name.replace(/\.html$/, '.pdf'), mime: 'application/pdf', data }
}

/** "Europe/Berlin (UTC+01:00)" */
function timeZone(): string {
  const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions()
  const minutes = -new Date().getTimezoneOffset()
  if (minutes === 0) return 'UTC'
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0')
  return `${zone} (UTC${minutes < 0 ? '−' : '+'}${two(minutes / 60)}:${two(minutes % 60)})`
}

export function reportHandlers(observatory: Observatory, parts: ReportParts): Pick<Handlers, 'report.make'> {
  return {
    'report.make': ({ request, format }, signal) => {
      const wanted = check.report(request)
      const places = wanted.targetIds.map((id) => placeOf(observatory, id))
      if (!reportFormats.includes(format)) throw new OrreryError('invalid', 'There is no such format')
      return makeReport(parts, places, wanted, format, signal)
    },
  }
}

function placeOf(observatory: Observatory, id: string): ReportedPlace {
  const place = observatory.place(id)
  const { name, endpoints } = (observatory.recorded(id)?.state ?? observatory.observed(id)).config
  return { ...place, id, name, endpoints }
}
