import { useCallback, useEffect, useRef } from 'react'
import type { ArchiveState } from '../../../shared/api/archives.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { useNavigator } from '../navigator.ts'
import { useToast } from '../toast/toast.ts'
import { sendArchive } from './send-archive.ts'
import { useArchives } from './use-archives.ts'

/**
 * Opens archives, and goes to what they hold.
 * @param onError told why one can't be opened; the same function every time
 */
export function useOpening(onError: (error: OrreryError) => void) {
  const client = useClient()
  const toast = useToast()
  const goTo = useGoToArchive()
  const isElectron =
    useAsked('info', (signal) => client.call('app.info', undefined, signal)).value?.host === 'electron'
  const attempt = useCallback(
    async (work: () => Promise<ArchiveState | undefined>) => {
      try {
        const opened = await work()
        if (opened !== undefined) goTo(opened.targetIds)
      } catch (thrown) {
        onError(asOrreryError(thrown))
      }
    },
    [goTo, onError],
  )
  const paths = useCallback(
    (all: readonly string[]) =>
      void inTurn(all, (path) => attempt(() => client.call('archives.open', { path }))),
    [attempt, client],
  )
  const files = useCallback(
    (all: readonly File[]) =>
      void inTurn(all, (file) =>
        attempt(async () => {
          toast(`Taking ${file.name}…`)
          return client.call('archives.open', { path: await sendArchive(file) })
        }),
      ),
    [attempt, client, toast],
  )
  const pick = useCallback(
    () => void attempt(async () => (await client.call('archives.pick')).at(-1)),
    [attempt, client],
  )
  useArrivals(onError)
  return { isElectron, paths, files, pick }
}

async function inTurn<T>(all: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  for (const each of all) await work(each)
}

/** To the first target of an archive, at its end, with all of it as range. */
export function useGoToArchive(): (targetIds: readonly string[]) => void {
  const navigator = useNavigator()
  return useCallback(
    ([first]) => {
      if (first !== undefined)
        navigator.go({ path: ['t', first], state: {}, at: 'live', range: { is: 'all' } })
    },
    [navigator],
  )
}

const arrivedKey = 'orrery.arrived'

/** What was opened from outside the window is shown in it once, also when the window came later. */
function useArrivals(onError: (error: OrreryError) => void): void {
  const archives = useArchives()
  const goTo = useGoToArchive()
  const open = useRef(archives?.open)
  open.current = archives?.open
  const arrived = archives?.arrived
  const number = arrived?.number
  useEffect(() => {
    if (arrived === undefined || sessionStorage.getItem(arrivedKey) === String(arrived.number)) return
    sessionStorage.setItem(arrivedKey, String(arrived.number))
    const { error, id } = arrived
    if (error !== undefined) onError(OrreryError.fromData(error))
    goTo(open.current?.find((each) => each.id === id)?.targetIds ?? [])
    // an arrival is told once
  }, [number])
}
