import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createNavigator } from '../../../../src/renderer/app/navigator.ts'

/** The few parts of a browser window that navigation touches, with a history that goes back. */
function browser(hash: string) {
  const events = new EventTarget()
  const entries = [hash]
  let at = 0
  const location = { hash }
  const write = (how: 'push' | 'replace', next: string) => {
    if (how === 'push') entries.splice(++at, entries.length, next)
    else entries[at] = next
    location.hash = next
  }
  const window = {
    location,
    history: {
      pushState: (_state: unknown, _title: string, next: string) => write('push', next),
      replaceState: (_state: unknown, _title: string, next: string) => write('replace', next),
    },
    addEventListener: events.addEventListener.bind(events),
  }
  const back = () => {
    location.hash = entries[--at] ?? ''
    events.dispatchEvent(new Event('popstate'))
  }
  return { window: window as unknown as Window, entries, back }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a step is shown at once and Back undoes it', () => {
  const { window, entries, back } = browser('#/t/a')
  const navigator = createNavigator(window)
  navigator.go({ path: ['t', 'a', 'topics'] })
  expect(navigator.current().path).toEqual(['t', 'a', 'topics'])
  expect(entries).toEqual(['#/t/a', '#/t/a/topics'])
  back()
  expect(navigator.current().path).toEqual(['t', 'a'])
})

test('dragging moves the instant sixty times and writes the address once', () => {
  const { window, entries } = browser('#/t/a?at=2026-11-20T03:00:00.000Z')
  const navigator = createNavigator(window)
  const start = Date.parse('2026-11-20T03:00:00.000Z')
  const seen: unknown[] = []
  navigator.subscribe(() => seen.push(navigator.current().at))
  for (let k = 1; k <= 60; k++) navigator.go({ at: start + k * 1000 }, { history: 'later' })
  expect(seen).toHaveLength(60)
  expect(entries).toEqual(['#/t/a?at=2026-11-20T03:00:00.000Z'])
  vi.advanceTimersByTime(300)
  expect(entries).toEqual(['#/t/a?at=2026-11-20T03:01:00.000Z'])
})

test('releasing writes what dragging left unwritten, even at the same instant', () => {
  const { window, entries } = browser('#/t/a')
  const navigator = createNavigator(window)
  navigator.go({ at: 0 }, { history: 'later' })
  navigator.go({ at: 0 }, { history: 'push' })
  expect(entries).toEqual(['#/t/a', '#/t/a?at=1970-01-01T00:00:00.000Z'])
})

test('going where one is does nothing', () => {
  const { window, entries } = browser('#/t/a')
  const navigator = createNavigator(window)
  const listener = vi.fn()
  navigator.subscribe(listener)
  navigator.go({ path: ['t', 'a'] })
  expect(listener).not.toHaveBeenCalled()
  expect(entries).toHaveLength(1)
})
