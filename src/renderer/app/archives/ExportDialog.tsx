import { useId, useMemo, useState } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import type { Stretch } from '../../api/instant.ts'
import { Failed } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { TextField } from '../../components/Field.tsx'
import style from './archives.module.css'
import { Exported } from './Exported.tsx'
import { checkExport, type ExportDraft, proposedName, sameFile, typedInstant } from './export-wish.ts'
import { Foretold } from './Foretold.tsx'
import { TargetChoice } from './TargetChoice.tsx'
import { isTaken, useExport } from './use-export.ts'

export interface ExportDialogProps {
  readonly targets: readonly TargetState[]
  /** Chosen at first; others of the same history can be added. */
  readonly targetId: string
  /** Of the time bar. */
  readonly range: Stretch
  readonly onClose: () => void
}

/** Which targets, from when to when, under which name; what it will take; and what came of it. */
export function ExportDialog({ targets, targetId, range, onClose }: ExportDialogProps) {
  const form = useId()
  const together = useMemo(() => sameFile(targets, targetId), [targets, targetId])
  const [draft, setDraft] = useState(() => firstDraft(together, targetId, range))
  const change = (part: Partial<ExportDraft>) => setDraft((now) => ({ ...now, ...part }))
  const checked = checkExport(draft, Date.now())
  const { stage, share, start, cancel } = useExport()
  const problemOf = (field: string) =>
    'field' in checked && checked.field === field ? checked.problem : undefined
  const mayReplace = stage.is === 'asking' && isTaken(stage.error)
  const footer =
    stage.is === 'done' ? (
      <Button kind="primary" onClick={onClose}>
        Close
      </Button>
    ) : (
      <>
        <Button kind="ghost" onClick={stage.is === 'writing' ? cancel : onClose}>
          Cancel
        </Button>
        <Button kind="primary" submit form={form} disabledWhy={whyNot(checked, stage.is)}>
          {mayReplace ? 'Replace it' : 'Export'}
        </Button>
      </>
    )
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="Export an archive" footer={footer}>
      {stage.is === 'done' ? (
        <Exported made={stage.made} />
      ) : (
        <form
          id={form}
          className={style['form']}
          onSubmit={(event) => {
            event.preventDefault()
            if ('cut' in checked) start(checked, mayReplace)
          }}
        >
          <p className={style['lead']}>
            One file that opens without the cluster: pages, time, findings and runs as they were. Passwords
            are never in it; names and addresses are.
          </p>
          <TargetChoice
            targets={together}
            chosen={draft.targetIds}
            onChange={(targetIds) => change({ targetIds })}
            problem={problemOf('targets')}
          />
          <div className={style['two']}>
            <TextField
              label="From"
              value={draft.from}
              onChange={(from) => change({ from })}
              problem={problemOf('from')}
            />
            <TextField
              label="To"
              value={draft.to}
              onChange={(to) => change({ to })}
              problem={problemOf('to')}
            />
          </div>
          <TextField
            label="File"
            mono
            value={draft.file}
            onChange={(file) => change({ file })}
            problem={problemOf('file')}
          />
          <Foretold cut={'cut' in checked ? checked.cut : undefined} />
          {stage.is === 'writing' && <Writing share={share ?? 0} />}
          {stage.is === 'asking' && stage.error !== undefined && (
            <Failed title="It was not exported" error={stage.error} />
          )}
        </form>
      )}
    </Dialog>
  )
}

function firstDraft(together: readonly TargetState[], targetId: string, range: Stretch): ExportDraft {
  const name = together.find(({ config }) => config.id === targetId)?.config.name ?? ''
  // whole seconds are typed: the last sample stays within
  const to = Math.ceil(range.to / 1000) * 1000
  return {
    targetIds: [targetId],
    from: typedInstant(range.from),
    to: typedInstant(to),
    file: proposedName(name, range.from),
  }
}

function whyNot(checked: ReturnType<typeof checkExport>, stage: string): string | undefined {
  if ('problem' in checked) return checked.problem
  return stage === 'writing' ? 'It is being written' : undefined
}

function Writing({ share }: { readonly share: number }) {
  return (
    <div className={style['writing']} role="status">
      <progress value={share} max={1} aria-label="Writing the archive" />
      {Math.floor(share * 100)} %
    </div>
  )
}
