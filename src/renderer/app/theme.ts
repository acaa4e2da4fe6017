import { useSyncExternalStore } from 'react'
import { liveCell } from '../../shared/rpc/live.ts'

export type Theme = 'system' | 'dark' | 'light'

const key = 'orrery.theme'
const light = matchMedia('(prefers-color-scheme: light)')
const cell = liveCell<Theme>(stored())

function stored(): Theme {
  const kept = localStorage.getItem(key)
  return kept === 'dark' || kept === 'light' ? kept : 'system'
}

function apply(): void {
  const theme = cell.current()
  document.documentElement.dataset['theme'] = theme === 'system' ? (light.matches ? 'light' : 'dark') : theme
}

/** Before the first drawing, so that nothing flashes; follows the system when it changes. */
export function startTheme(): void {
  apply()
  light.addEventListener('change', apply)
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(key, theme)
  cell.set(theme)
  apply()
}

export function useTheme(): Theme {
  return useSyncExternalStore(cell.subscribe, cell.current)
}
