import { Kbd } from '../components/Button.tsx'
import { Dialog } from '../components/Dialog.tsx'
import { focusKeys, windowKeyRows } from './key-table.ts'
import type { KeyRow } from './key-table.ts'
import style from './KeysDialog.module.css'

export interface KeysDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Keys of the pages of the system on screen. */
  readonly pageKeys?: readonly KeyRow[]
}

/** All keys, by `?`. */
export function KeysDialog({ open, onOpenChange, pageKeys = [] }: KeysDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" width={720}>
      <div className={style['columns']}>
        <KeyList title="Everywhere" rows={windowKeyRows()} />
        <div>
          <KeyList title="Where the focus is" rows={focusKeys} />
          {pageKeys.length > 0 && <KeyList title="On these pages" rows={pageKeys} />}
        </div>
      </div>
    </Dialog>
  )
}

function KeyList({ title, rows }: { readonly title: string; readonly rows: readonly KeyRow[] }) {
  return (
    <section>
      <h3 className={style['title']}>{title}</h3>
      <dl className={style['list']}>
        {rows.map(({ keys, does }) => (
          <div key={does} className={style['row']}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
