import { createContext, useContext } from 'react'
import type { Comparison, CompareRequest } from '../../../shared/api/compare.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import type { AskedAgain } from '../../api/use-asked.ts'
import type { Marks } from '../../components/marks.ts'
import type { MarkWords } from './marked.ts'

/** Two moments that are compared, and what is known of what differs. */
export interface Comparing {
  readonly request: CompareRequest
  /** Of the one on screen, and of the other one: the same unless two targets are compared. */
  readonly target: TargetState
  readonly other: TargetState
  /** The moments in numbers, epoch ms. */
  readonly a: number
  readonly b: number
  readonly words: MarkWords
  readonly read: AskedAgain<Comparison>
  /** Stands for the moments that `read` answers: what is asked beside it is asked of the same ones. */
  readonly key: string
  /** Undefined until they were told. */
  readonly marks: Marks | undefined
}

const Context = createContext<Comparing | undefined>(undefined)

export const ComparingProvider = Context.Provider

/** Undefined: nothing is compared. */
export function useComparing(): Comparing | undefined {
  return useContext(Context)
}
