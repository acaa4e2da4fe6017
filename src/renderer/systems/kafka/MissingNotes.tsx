import type { Missing } from '../../../shared/systems/kafka-views.ts'
import { Unknown } from '../../components/Blocks.tsx'
import page from '../page.module.css'

/** What the page could not read, why, and what would change that. Nothing when all was seen. */
export function MissingNotes({ missing }: { readonly missing: readonly Missing[] }) {
  if (missing.length === 0) return null
  return (
    <div className={page['notes']}>
      {missing.map((m) => (
        <Unknown key={`${m.what} ${m.why}`} title={`${m.what}: unknown.`} fix={m.fix ?? undefined}>
          {m.why}
        </Unknown>
      ))}
    </div>
  )
}
