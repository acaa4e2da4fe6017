import { useEffect, useRef } from 'react'
import type { KeyRow } from '../app/key-table.ts'
import { isTaken } from '../app/keys.ts'

/** For the list that `?` shows. */
export const stageKeys: readonly KeyRow[] = [
  { keys: ['Space'], does: 'pause, or play the replay of a run' },
  { keys: ['←', '→'], does: 'the event before, the event after' },
  { keys: ['Home', 'End'], does: 'to the start, to the end; while it runs, back to now' },
  { keys: ['+', '−'], does: 'replay faster, slower' },
  { keys: ['H'], does: 'hold the script before its next step, or go on' },
  { keys: ['N'], does: 'next step, while held' },
]

/** What keys do on the stage of a run, by `KeyboardEvent.key`; they rest where something else needs them. */
export function useStageKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return
      const act = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
