import type { Cut } from '../../../shared/api/archives.ts'
import { formatBytes, formatNumber } from '../../../shared/base/format-number.ts'
import { formatDuration } from '../../../shared/base/format-time.ts'
import { stableKey } from '../../api/stable-key.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import style from './archives.module.css'

/** What the archive will take, told before it is made. */
export function Foretold({ cut }: { readonly cut: Cut | undefined }) {
  const client = useClient()
  const { value, error } = useAsked(cut === undefined ? undefined : stableKey(cut), (signal) =>
    client.call('archives.foretell', cut!, signal),
  )
  if (cut === undefined || error !== undefined) return null
  const span = formatDuration(cut.to - cut.from)
  return (
    <p className={style['foretold']} role="status">
      {value === undefined
        ? `${span}…`
        : value.samples === 0
          ? `${span}, in which nothing was observed`
          : `${span}, ${formatNumber(value.samples)} samples, about ${formatBytes(value.sizeBytes)}`}
    </p>
  )
}
