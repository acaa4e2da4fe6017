import type { TopologyData } from '../../../../shared/systems/rabbitmq-topology-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import { endingOf, targetWords } from '../dead-letter-words.ts'
import { queuePath } from '../entities.ts'
import style from './rejects.module.css'

/** As many as are listed; the rest is counted. */
const most = 12

/** Of each queue that the tested message reaches: where it goes when a consumer rejects it. */
export function RejectsPanel({
  data,
  queues,
}: {
  readonly data: TopologyData
  readonly queues: readonly string[]
}) {
  const known = new Map(data.queues.map((queue) => [queue.name, queue] as const))
  return (
    <Panel title="And if a consumer rejects it?">
      <table className={style['table']}>
        <thead>
          <tr>
            <th>Queue</th>
            <th>Goes to</th>
            <th>Ends in</th>
          </tr>
        </thead>
        <tbody>
          {queues.slice(0, most).map((name) => (
            <tr key={name}>
              <td>
                <Link to={queuePath(data.vhost, name)}>
                  <Name cut>{name}</Name>
                </Link>
              </td>
              <Ending queue={known.get(name)} />
            </tr>
          ))}
        </tbody>
      </table>
      {queues.length > most && <p className={style['more']}>and {queues.length - most} more queues</p>}
    </Panel>
  )
}

function Ending({ queue }: { readonly queue: TopologyData['queues'][number] | undefined }) {
  if (queue === undefined)
    return (
      <td colSpan={2}>
        <State tone="unknown">not among those drawn</State>
      </td>
    )
  // what is read from a stream stays: nothing is rejected there
  if (queue.type === 'stream') return <td colSpan={2}>kept: a stream has no dead letters</td>
  const { tone, word } = endingOf(queue.deadLetter)
  return (
    <>
      <td title={targetWords(queue.deadLetter)}>{targetWords(queue.deadLetter)}</td>
      <td title={word}>
        <State tone={tone === 'quiet' && queue.deadLetter.ends === 'none' ? 'warn' : tone}>{word}</State>
      </td>
    </>
  )
}
