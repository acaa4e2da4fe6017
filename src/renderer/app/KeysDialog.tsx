import { Kbd } from '../components/Button.tsx'
import { Dialog } from '../components/Dialog.tsx'
import { keyHelp } from './keys.ts'

export interface KeysDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** All keys, by `?`. */
export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" width={460}>
      <dl style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '6px 14px' }}>
        {keyHelp.map(([keys, does]) => (
          <div key={does} style={{ display: 'contents' }}>
            <dt style={{ display: 'flex', gap: 4 }}>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
