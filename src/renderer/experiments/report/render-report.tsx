import type { ComponentType } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { StageFrameProvider } from '../stage.ts'
import type { StageFrame, StageProps } from '../stage.ts'
import type { CollectedStyles } from './collect-styles.ts'
import { Report } from './Report.tsx'
import reportCss from './report.css?inline'
import type { Exported } from './use-export.ts'

export interface ReportInput extends Exported {
  readonly Drawing: ComponentType<StageProps>
  /** Tokens, and the rules that a piece of markup needs. */
  readonly stylesFor: (markup: string) => CollectedStyles
}

const drawingPx = 940
const frame: StageFrame = { width: drawingPx, lit: undefined, light: () => undefined, seek: () => undefined }

/** The whole report as one HTML file without scripts: it opens anywhere, also in years, and prints. */
export function renderReport({ Drawing, stylesFor, ...exported }: ReportInput): string {
  const { run, info, entries } = exported
  const drawing = renderToStaticMarkup(
    <StageFrameProvider value={frame}>
      <Drawing
        run={run}
        entries={entries}
        until={run.ended ?? entries[entries.length - 1]?.at ?? run.began}
      />
    </StageFrameProvider>,
  )
  const body = renderToStaticMarkup(<Report {...exported} drawing={drawing} />)
  const { light, dark, rules } = stylesFor(drawing)
  const title = `Run ${run.number}: ${info?.title ?? run.experiment}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
:root { ${dark} ${light} color-scheme: light; }
@media screen and (prefers-color-scheme: dark) { :root { ${dark} color-scheme: dark; } }
${rules}
${reportCss}
</style>
</head>
<body>
${body}
</body>
</html>
`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
