import { useId, useState } from 'react'
import type { SubmitEvent } from 'react'
import type { StoreInfo } from '../../../shared/api/history.ts'
import { formatBytes } from '../../../shared/base/format-number.ts'
import { useClient } from '../../api/use-client.ts'
import { Failed } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Facts } from '../../components/Facts.tsx'
import { TextField } from '../../components/Field.tsx'
import style from './frame.module.css'
import { useToast } from '../toast/toast.ts'
import { daysOf, daysWord, keepingWords } from './keep-days.ts'

export interface HistoryDialogProps {
  readonly store: StoreInfo
  readonly onClose: () => void
  /** The core keeps it for another time from now on. */
  readonly onChange: () => void
}

/** How much history there is, what it will come to, and for how long it is kept. */
export function HistoryDialog(props: HistoryDialogProps) {
  const { store, onClose } = props
  const form = useId()
  const [text, setText] = useState(String(store.keepDays))
  const { keep, error } = useKeep(props)
  const days = daysOf(text)
  const why =
    days === undefined ? problem : days === store.keepDays ? 'It is kept so long already' : undefined
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    if (days !== undefined && why === undefined) keep(days)
  }
  const footer = (
    <>
      <Button kind="ghost" onClick={onClose}>
        Cancel
      </Button>
      <Button kind="primary" submit form={form} disabledWhy={why}>
        Keep {daysWord(days ?? store.keepDays)}
      </Button>
    </>
  )
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="History" footer={footer}>
      <Facts rows={factsOf(store)} />
      <form id={form} className={style['keep']} onSubmit={onSubmit}>
        <TextField
          label="Days for which every sample is kept"
          type="number"
          value={text}
          onChange={setText}
          problem={days === undefined ? problem : undefined}
          help={days === undefined ? undefined : keepingWords(store, days)}
        />
      </form>
      {error !== undefined && <Failed title="It could not be changed" error={error} />}
    </Dialog>
  )
}

/** Tells the core, and closes when it has it; else why not. */
function useKeep({ onClose, onChange }: HistoryDialogProps) {
  const client = useClient()
  const toast = useToast()
  const [error, setError] = useState<unknown>()
  const keep = (days: number) => {
    client
      .call('store.keep', { days })
      .then(() => {
        toast(`History is kept for ${daysWord(days)}`)
        onChange()
        onClose()
      })
      .catch(setError)
  }
  return { keep, error }
}

const problem = 'A whole number from 1 to 3650'

const factsOf = ({ file, sizeBytes, bytesPerDay }: StoreInfo) => [
  { label: 'Now', value: formatBytes(sizeBytes), source: file },
  {
    label: 'Grows by',
    value: bytesPerDay > 0 ? `${formatBytes(bytesPerDay)} a day` : 'not known yet',
    source: 'over the last day, or foretold from what there is',
  },
]
