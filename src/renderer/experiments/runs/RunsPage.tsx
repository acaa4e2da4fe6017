import { Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Run } from '../../../shared/api/experiments.ts'
import { useNavigator } from '../../app/navigator.ts'
import { Button } from '../../components/Button.tsx'
import { Empty, Loading } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import type { Column } from '../../components/table/columns.ts'
import { DataTable } from '../../components/table/DataTable.tsx'
import page from '../../systems/page.module.css'
import { runPath, useExperiments, useRecordedTargets, useRuns } from '../use-experiments.ts'
import { RemoveRunDialog } from './RemoveRunDialog.tsx'
import { runColumns } from './run-columns.tsx'

/** All runs there are a recording of. */
export function RunsPage() {
  const runs = useRuns()
  const navigator = useNavigator()
  const [filter, setFilter] = useState('')
  const [removing, setRemoving] = useState<Run>()
  const columns = useColumns(runs, setRemoving)
  const matches = useMatches(columns, filter)
  if (runs === undefined) return <Loading />
  return (
    <div className={page['page']}>
      <div className={page['title']}>
        <h1>Runs</h1>
        <span className={page['about']}>recorded with every event: each replays without a cluster</span>
        <i className={page['grow']} />
        <SearchField value={filter} onChange={setFilter} placeholder="Experiment, target or outcome" />
      </div>
      <Panel fill>
        <DataTable
          label="Runs"
          columns={columns}
          count={runs.length}
          rowKey={(row) => runs[row]?.id ?? ''}
          matches={matches}
          minWidth={900}
          empty={
            <Empty title={runs.length === 0 ? 'Nothing was run yet.' : 'No run is like that.'}>
              {runs.length === 0 && 'Choose an experiment in the catalogue.'}
            </Empty>
          }
          onOpen={(row) => {
            const run = runs[row]
            if (run !== undefined) navigator.go({ path: runPath(run.id), state: {} })
          }}
        />
      </Panel>
      <RemoveRunDialog run={removing} onClose={() => setRemoving(undefined)} />
    </div>
  )
}

function useColumns(runs: readonly Run[] | undefined, onRemove: (run: Run) => void): readonly Column[] {
  const infos = useExperiments().value
  const recorded = useRecordedTargets()
  return useMemo(() => {
    if (runs === undefined) return []
    const remove: Column = {
      id: 'remove',
      label: '',
      width: '40px',
      cell: (row) => {
        const run = runs[row]
        return run === undefined ? null : (
          <RemoveButton run={run} isRecorded={recorded.includes(run.targetId)} onRemove={onRemove} />
        )
      },
    }
    return [...runColumns(runs, infos ?? []), remove]
  }, [runs, infos, recorded])
}

interface RemoveButtonProps {
  readonly run: Run
  readonly isRecorded: boolean
  readonly onRemove: (run: Run) => void
}

function RemoveButton({ run, isRecorded, onRemove }: RemoveButtonProps) {
  const why = isRecorded
    ? 'It belongs to a recording'
    : run.outcome === 'running'
      ? 'It is still on'
      : run.left.length > 0
        ? 'Remove first what it left behind'
        : undefined
  return (
    <span onClick={(event) => event.stopPropagation()}>
      <Button kind="ghost" label={`Remove run ${run.number}`} disabledWhy={why} onClick={() => onRemove(run)}>
        <Trash2 size={12} />
      </Button>
    </span>
  )
}

/** A row fits when every word typed is in what its cells sort by. */
function useMatches(columns: readonly Column[], filter: string): ((row: number) => boolean) | undefined {
  return useMemo(() => {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
    if (words.length === 0) return undefined
    return (row: number) => {
      const text = columns
        .map((column) => String(column.sort?.(row) ?? ''))
        .join(' ')
        .toLowerCase()
      return words.every((word) => text.includes(word))
    }
  }, [columns, filter])
}
