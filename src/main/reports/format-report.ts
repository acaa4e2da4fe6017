import type { Report, ReportFile, ReportFormat } from '../../shared/api/report.ts'
import { toCsv } from './format/csv.ts'
import { toHtml } from './format/html.ts'
import { toMarkdown } from './format/markdown.ts'

/** Those that are text; PDF is the HTML, printed by the host. */
export type TextFormat = Exclude<ReportFormat, 'pdf'>

const formats: Readonly<
  Record<TextFormat, { readonly mime: string; readonly write: (report: Report) => string }>
> = {
  html: { mime: 'text/html', write: toHtml },
  md: { mime: 'text/markdown', write: toMarkdown },
  json: { mime: 'application/json', write: (report) => `${JSON.stringify(report, null, 2)}\n` },
  csv: { mime: 'text/csv', write: toCsv },
}

export function formatReport(report: Report, format: TextFormat): ReportFile & { readonly data: string } {
  const { mime, write } = formats[format]
  return { name: fileName(report, format), mime, data: write(report) }
}

/** `orrery-demo-kafka-2026-11-20T03-12.html`, in UTC. */
export function fileName({ title, to }: Pick<Report, 'title' | 'to'>, format: ReportFormat): string {
  const slug = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const stamp = new Date(to).toISOString().slice(0, 16).replace(':', '-')
  return `orrery-${slug === '' ? 'report' : slug}-${stamp}.${format}`
}
