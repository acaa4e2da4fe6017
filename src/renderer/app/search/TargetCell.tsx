import { FolderArchive, History } from 'lucide-react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { Marked } from './Marked.tsx'
import style from './search.module.css'

export interface TargetCellProps {
  readonly id: string
  readonly target: TargetState | undefined
  readonly words: readonly string[]
}

/** Whose a hit is; that it comes out of a file is told by a sign and in words. */
export function TargetCell({ id, target, words }: TargetCellProps) {
  const name = target?.config.name ?? id
  const origin = originOf(target)
  return (
    <span className={style['target']} title={origin === undefined ? name : `${name}, ${origin.says}`}>
      <OriginSign target={target} />
      <Marked text={name} words={words} />
    </span>
  )
}

/** A sign for what is no cluster that is observed; nothing for one's own targets. */
export function OriginSign({ target }: { readonly target: TargetState | undefined }) {
  const origin = originOf(target)
  if (origin === undefined) return null
  return <origin.Icon size={11} aria-label={origin.says} />
}

function originOf(target: TargetState | undefined) {
  if (target?.condition !== 'recorded') return undefined
  return target.recording?.archive === undefined
    ? { Icon: History, says: 'recorded' }
    : { Icon: FolderArchive, says: `from the archive ${target.recording.file}` }
}
