import { Clock } from 'lucide-react'
import { useState } from 'react'
import { formatDistance, formatInstantLong } from '../../../shared/base/format-time.ts'
import { parseInstant } from '../../../shared/base/parse-time.ts'
import { Button } from '../../components/Button.tsx'
import { TextField } from '../../components/Field.tsx'
import { Popover } from '../../components/Popover.tsx'

export interface GoToProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onGo: (at: number) => void
}

/** To a typed time: `3:12`, `yesterday 14:00`, `20 Nov 03:12`, `15 min ago`. */
export function GoTo({ open, onOpenChange, onGo }: GoToProps) {
  return (
    <Popover
      label="Go to a time"
      open={open}
      onOpenChange={onOpenChange}
      trigger={
        <button type="button" hidden={false} aria-label="Go to a time" title="Go to a time (G)" data-goto>
          <Clock size={12} />
        </button>
      }
    >
      <InstantForm
        label="Go to"
        submit="Go"
        onInstant={(at) => {
          onGo(at)
          onOpenChange(false)
        }}
      />
    </Popover>
  )
}

export interface InstantFormProps {
  readonly label: string
  /** What its button says. */
  readonly submit: string
  readonly onInstant: (at: number) => void
}

/** A typed time of the past, and what was understood of it. */
export function InstantForm({ label, submit, onInstant }: InstantFormProps) {
  const [text, setText] = useState('')
  const now = Date.now()
  const at = parseInstant(text, now)
  const understood = at !== undefined && at <= now
  const help = understood
    ? `${formatInstantLong(at)}, ${formatDistance(at, now)}`
    : '03:12 · 03:12:40 · yesterday 14:00 · 20 Nov 03:12 · 15 min ago'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!understood) return
        onInstant(at)
        setText('')
      }}
      style={{ display: 'grid', gap: 6, width: 290 }}
    >
      <TextField label={label} value={text} onChange={setText} help={help} autoFocus />
      <Button kind="primary" submit disabledWhy={understood ? undefined : 'Type a time in the past'}>
        {submit}
      </Button>
    </form>
  )
}
