import { Said } from '../Said.tsx'
import { sinceText } from './node-words.ts'
import { listed } from './sentence.ts'
import { useRabbitmqView } from './use-rabbitmq-view.ts'

/** On pages that are not about nodes: because of whom figures are missing or old. Nothing while all answer. */
export function HangingNote({ targetId }: { readonly targetId: string }) {
  const { data, at } = useRabbitmqView(targetId, 'nodes', {})
  const hanging = data?.rows.filter(({ state }) => state === 'hangs') ?? []
  if (hanging.length === 0 || at === undefined) return null
  const [first] = hanging
  const since = hanging.length === 1 ? ` ${sinceText(first?.stateSince ?? null, at)}` : ''
  return (
    <Said
      tone="warn"
      headline={`${listed(hanging.map(({ name }) => name))} ${hanging.length === 1 ? 'hangs' : 'hang'}${since}.`.replace(
        ' .',
        '.',
      )}
      rest="While its peers wait for it, rates, consumers and connections are not told; messages come from the Prometheus endpoints of those that answer."
    />
  )
}
