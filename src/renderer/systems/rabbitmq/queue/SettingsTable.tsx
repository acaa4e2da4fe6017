import type { QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Facts, type FactRow } from '../../../components/Facts.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { plain } from '../binding-words.ts'
import style from './queue.module.css'

/** What is in force, and whether an argument or a policy says so; then the arguments that no policy can set. */
export function SettingsTable({ data }: { readonly data: QueueData }) {
  const { settingsFrom, arguments: args, policy, operatorPolicy } = data
  const inForce = new Set(settingsFrom.map(({ key }) => `x-${key}`))
  const rows: readonly FactRow[] = [
    ...settingsFrom.map(({ key, value, from }) => ({
      label: key,
      value: <Name>{plain(value)}</Name>,
      source: sourceOf(from, data),
    })),
    ...Object.entries(args)
      .filter(([key]) => !inForce.has(key))
      .map(([key, value]) => ({
        label: key,
        value: <Name>{plain(value)}</Name>,
        source: 'argument: fixed when the queue was declared',
      })),
  ]
  const policies = [
    policy === null ? '' : `policy ${policy}`,
    operatorPolicy === null ? '' : `operator policy ${operatorPolicy}`,
  ].filter(Boolean)
  return (
    <Panel title="Settings in force" note={policies.length === 0 ? 'no policy applies' : policies.join(', ')}>
      {rows.length === 0 ? (
        <Empty title="Nothing is set: what the broker does by itself holds." />
      ) : (
        <div className={style['facts']}>
          <Facts rows={rows} />
        </div>
      )}
    </Panel>
  )
}

function sourceOf(
  from: QueueData['settingsFrom'][number]['from'],
  { policy, operatorPolicy }: QueueData,
): string {
  if (from === 'argument') return 'argument: fixed when the queue was declared'
  return from === 'policy' ? `policy ${policy ?? '?'}` : `operator policy ${operatorPolicy ?? '?'}`
}
