import { useSyncExternalStore } from 'react'
import { liveCell } from '../../shared/rpc/live.ts'

export type Theme = 'system' | 'dark' | 'light'

const key = 'orrery.theme'
const cell = liveCell<Theme>('system')

/** Before the first drawing, so that nothing flashes; follows the system when it changes. */
export function startTheme(): void {
  const kept = localStorage.getItem(key)
  cell.set(kept === 'dark' || kept === 'light' ? kept : 'system')
  apply()
  systemLight().addEventListener('change', apply)
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(key, theme)
  cell.set(theme)
  apply()
}

export function useTheme(): Theme {
  return useSyncExternalStore(cell.subscribe, cell.current)
}

function apply(): void {
  const theme = cell.current()
  document.documentElement.dataset['theme'] =
    theme === 'system' ? (systemLight().matches ? 'light' : 'dark') : theme
}

function systemLight(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: light)')
}
