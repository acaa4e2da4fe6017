import type { Cut } from '../../../shared/api/archives.ts'
import { Gauge } from '../history/gauge.ts'
import { History } from '../history/history.ts'
import type { Host } from '../host.ts'

export interface ArchiveWish extends Cut {
  /** The history, or the archive, that it is cut from. */
  readonly source: { readonly file: string; readonly isArchive: boolean }
  /** Path of the new file. */
  readonly out: string
  readonly replace: boolean
}

/** How often a person is told how far it is, ms. */
const tellEveryMs = 200

/**
 * Cuts an archive on a thread of its own, which ends with it: neither samples nor questions about the past wait for it,
 * and whoever writes the history goes on.
 * @param onShare how much is done, 0 to 1
 * @throws OrreryError `not-found`, `invalid`, `storage`, `cancelled`; then nothing is left behind
 */
export async function cutArchive(
  { source, out, replace, targetIds, from, to }: ArchiveWish,
  { info, workers }: Pick<Host, 'info' | 'workers'>,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<{ readonly sizeBytes: number }> {
  await using thread = new History(workers.history, { readsArchives: source.isArchive })
  const gauge = new Gauge()
  const timer = setInterval(() => onShare(gauge.share), tellEveryMs)
  const cancel = () => gauge.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  const made = { at: Date.now(), version: info.version, platform: process.platform, from, to }
  try {
    return await thread.ask(
      'cut',
      {
        ...{ ...source, out, replace, targetIds, from, to, gauge: gauge.memory },
        info: { title: '', about: '', made },
      },
      signal,
    )
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', cancel)
  }
}
