import type { SearchAnswer } from '../../../shared/api/search.ts'
import { formatPercent } from '../../../shared/base/format-number.ts'
import { State } from '../../components/State.tsx'
import style from './search.module.css'

export interface NotesProps {
  readonly answer: Pick<SearchAnswer, 'failed' | 'indexed'>
  readonly targetName: (targetId: string) => string
}

/** What an answer leaves out: history that is not looked up yet, and files that could not be read. */
export function Notes({ answer: { failed, indexed }, targetName }: NotesProps) {
  if (indexed >= 1 && failed.length === 0) return null
  return (
    <div className={style['notes']} role="status">
      {indexed < 1 && (
        <div>
          <State tone="accent">{formatPercent(indexed)} of the history is looked up</State>
          {failed.length === 0 && <span>What is missing comes into the list by itself.</span>}
        </div>
      )}
      {failed.map(({ targetIds, why }) => (
        <div key={targetIds.join(' ')}>
          <State tone="warn">{targetIds.map(targetName).join(', ') || 'A file'} could not be searched</State>
          <span title={why}>{why}</span>
        </div>
      ))}
    </div>
  )
}
