import { useMemo } from 'react'
import type { ExperimentInfo, Run, RunEntry } from '../../../shared/api/experiments.ts'
import { asOrreryError } from '../../../shared/base/errors.ts'
import { useToast } from '../../app/toast/toast.ts'
import type { Comparison } from '../comparison.ts'
import { LanesStage } from '../fallback/LanesStage.tsx'
import { useStages } from '../Stage.tsx'
import { collectStyles } from './collect-styles.ts'
import { saveFile } from '../../components/save-file.ts'
import { fileNameOf } from './file-name.ts'

export interface Exported {
  readonly run: Run
  readonly info: ExperimentInfo | undefined
  readonly entries: readonly RunEntry[]
  readonly comparison: Comparison | undefined
}

/** Saves a run: as a report that anybody can read, or its log as it is. */
export function useExport(run: Exported): { readonly report: () => void; readonly log: () => void } {
  const toast = useToast()
  const stages = useStages()
  return useMemo(() => {
    const report = async () => {
      // rendering to text is some 200 kB of code that nobody needs before
      const { renderReport } = await import('./render-report.tsx')
      const Drawing = stages[run.run.experiment] ?? LanesStage
      const html = renderReport({ ...run, Drawing, stylesFor: (markup) => collectStyles(document, markup) })
      saveFile(`${fileNameOf(run)}.html`, 'text/html', html)
    }
    return {
      report: () => {
        report().catch((thrown: unknown) =>
          toast(`No report was made: ${asOrreryError(thrown).message}`, 'bad'),
        )
      },
      log: () =>
        saveFile(
          `${fileNameOf(run)}.json`,
          'application/json',
          JSON.stringify({ run: run.run, experiment: run.info, entries: run.entries }, undefined, 1),
        ),
    }
  }, [run.run, run.info, run.entries, run.comparison, stages, toast])
}
