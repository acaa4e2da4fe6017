import { Unknown } from '../components/Blocks.tsx'
import page from './page.module.css'

export interface MissingNote {
  /** "Sizes of broker 2" */
  readonly what: string
  readonly why: string
  /** The grant or setting that would change it. */
  readonly fix: string | null
}

/** More than these are folded: a cluster half unreachable must not push everything else off the page. */
const most = 2

/** What the page could not read, why, and what would change that. Nothing when all was seen. */
export function MissingNotes({ missing }: { readonly missing: readonly MissingNote[] }) {
  if (missing.length === 0) return null
  const rest = missing.slice(most)
  return (
    <div className={page['notes']}>
      {missing.slice(0, most).map((m) => (
        <Note key={`${m.what} ${m.why}`} missing={m} />
      ))}
      {rest.length > 0 && (
        <details className={page['more']}>
          <summary>and {rest.length} more that could not be read</summary>
          <div className={page['notes']}>
            {rest.map((m) => (
              <Note key={`${m.what} ${m.why}`} missing={m} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

function Note({ missing: { what, why, fix } }: { readonly missing: MissingNote }) {
  return (
    <Unknown title={`${what}: unknown.`}>
      {why.replace(/\.$/, '')}. {fix}
    </Unknown>
  )
}
