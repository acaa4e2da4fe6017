import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ArchiveState } from '../../../shared/api/archives.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { useArchiveActions } from './archive-actions.ts'
import style from './archives.module.css'
import { madeWords } from './made-words.ts'

export interface RailArchivesProps {
  readonly archives: readonly ArchiveState[]
  readonly targets: readonly TargetState[]
  readonly row: (target: TargetState) => ReactNode
}

/** Each archive that is open: its file, the targets in it, or why it can't be read. */
export function RailArchives({ archives, targets, row }: RailArchivesProps) {
  const { close } = useArchiveActions()
  return archives.map((archive) => (
    <div key={archive.id} data-archive={archive.file}>
      <div
        className={style['file']}
        title={[archive.path, madeWords(archive.made)].filter(Boolean).join('\n')}
      >
        <span>{archive.file}</span>
        <button
          type="button"
          aria-label={`Close ${archive.file}`}
          title="Close this archive; the file stays"
          onClick={() => close(archive)}
        >
          <X size={11} />
        </button>
      </div>
      {archive.error !== undefined && (
        <div className={style['broken']} role="alert">
          {archive.error.message}. {archive.error.fix}
        </div>
      )}
      {targets.filter(({ config }) => archive.targetIds.includes(config.id)).map(row)}
    </div>
  ))
}
