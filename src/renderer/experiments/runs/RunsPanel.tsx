import { useMemo } from 'react'
import type { Run } from '../../../shared/api/experiments.ts'
import { HomeLink } from '../../app/frame/HomeLink.tsx'
import { useNavigator } from '../../app/navigator.ts'
import { Panel } from '../../components/Panel.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import { runPath, useExperiments } from '../use-experiments.ts'
import { runColumns } from './run-columns.tsx'

export interface RunsPanelProps {
  readonly title: string
  /** Newest first. */
  readonly runs: readonly Run[]
  /** As many rows as are shown before it scrolls. */
  readonly most: number
}

/** Runs on another page than their own. */
export function RunsPanel({ title, runs, most }: RunsPanelProps) {
  const navigator = useNavigator()
  const infos = useExperiments().value
  const columns = useMemo(
    () => runColumns(runs, infos ?? []).filter((column) => column.id !== 'experiment'),
    [runs, infos],
  )
  return (
    <Panel
      title={title}
      note={`${runs.length}, newest first`}
      actions={<HomeLink path={['x', 'runs']}>all runs</HomeLink>}
    >
      <DataTable
        label={title}
        columns={columns}
        count={runs.length}
        rowKey={(row) => runs[row]?.id ?? ''}
        rows={most}
        minWidth={780}
        onOpen={(row) => {
          const run = runs[row]
          if (run !== undefined) navigator.go({ path: runPath(run.id), state: {} })
        }}
      />
    </Panel>
  )
}
