import { createContext, useContext, useSyncExternalStore } from 'react'
import { liveCell } from '../../shared/rpc/live.ts'
import type { Live } from '../../shared/rpc/live.ts'
import { formatAddress, isSameAddress, parseAddress } from './address.ts'
import type { Address } from './address.ts'

export interface GoOptions {
  /** `push` makes a step that Back undoes; `replace` doesn't; `later` writes the address once things settle. */
  readonly history?: 'push' | 'replace' | 'later'
}

export interface Navigator extends Live<Address> {
  go(change: Partial<Address>, options?: GoOptions): void
  /** The address of another place, at the same instant and range: for links. */
  href(change: Partial<Address>): string
}

const settleMs = 250

/**
 * The one place that knows where the window is. What is shown follows at once; the browser's address follows when it
 * has settled, because Chromium refuses more than some 200 changes in ten seconds and dragging makes sixty in one.
 */
export function createNavigator(browser: Window): Navigator {
  const cell = liveCell(parseAddress(browser.location.hash))
  let timer: ReturnType<typeof setTimeout> | undefined
  let isUnwritten = false

  const write = (how: 'push' | 'replace') => {
    clearTimeout(timer)
    const hash = formatAddress(cell.current())
    if (hash === browser.location.hash) return
    if (how === 'push') browser.history.pushState(null, '', hash)
    else browser.history.replaceState(null, '', hash)
    isUnwritten = false
  }
  const onBrowser = () => {
    clearTimeout(timer)
    isUnwritten = false
    const address = parseAddress(browser.location.hash)
    if (!isSameAddress(address, cell.current())) cell.set(address)
  }
  browser.addEventListener('popstate', onBrowser)
  browser.addEventListener('hashchange', onBrowser)

  return {
    subscribe: (listener) => cell.subscribe(listener),
    current: () => cell.current(),
    href: (change) => formatAddress({ ...cell.current(), ...change }),
    go(change, { history = 'push' } = {}) {
      const address = { ...cell.current(), ...change }
      const isSame = isSameAddress(address, cell.current())
      if (isSame && !isUnwritten) return
      cell.set(address)
      if (history !== 'later') return write(history)
      isUnwritten = true
      clearTimeout(timer)
      timer = setTimeout(() => write('replace'), settleMs)
    },
  }
}

const Context = createContext<Navigator | undefined>(undefined)

export const NavigatorProvider = Context.Provider

export function useNavigator(): Navigator {
  const navigator = useContext(Context)
  if (navigator === undefined) throw new Error('useNavigator needs a NavigatorProvider above it')
  return navigator
}

/** Where the window is, as it changes. */
export function useAddress(): Address {
  const navigator = useNavigator()
  return useSyncExternalStore(navigator.subscribe, navigator.current)
}
