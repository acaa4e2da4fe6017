import { createContext, useContext } from 'react'
import type { Tone } from '../../components/tone.ts'

/** Says one short sentence for a few seconds: what was done, or why not. */
export type Say = (text: string, tone?: Tone) => void

const Context = createContext<Say>(() => undefined)

export const ToastContext = Context.Provider

export function useToast(): Say {
  return useContext(Context)
}
