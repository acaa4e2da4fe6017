import type { DeadLetter, QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { Link } from '../../../app/Link.tsx'
import { classes } from '../../../components/classes.ts'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { queuePath } from '../entities.ts'
import { exchangeLabel } from '../../../../shared/systems/rabbitmq-names.ts'
import style from './queue.module.css'

/** As many queues as are named. */
const most = 4

/** Where what this queue gives up goes, step by step, and whose dead letters come here. */
export function DeadLetterPanel({ data }: { readonly data: QueueData }) {
  const { deadLetter, deadLettersOf, vhost, name, settings } = data
  const strategy = settings.deadLetterStrategy ?? 'at-most-once'
  return (
    <Panel
      title="Dead letters"
      note={deadLetter.exchange === null ? undefined : `${strategy}: ${aboutStrategy(strategy)}`}
    >
      <ol className={style['way']}>
        <li>
          <Name>{name}</Name>
        </li>
        <Way deadLetter={deadLetter} vhost={vhost} isStream={data.type === 'stream'} />
      </ol>
      {deadLettersOf.length > 0 && (
        <p className={style['from']}>
          Here come the dead letters of <Queues names={deadLettersOf} vhost={vhost} />.
        </p>
      )}
    </Panel>
  )
}

const aboutStrategy = (strategy: string) =>
  strategy === 'at-least-once' ? 'kept until its target has them' : 'on the way they can be lost'

function Way({
  deadLetter,
  vhost,
  isStream,
}: {
  readonly deadLetter: DeadLetter
  readonly vhost: string
  readonly isStream: boolean
}) {
  const { ends, exchange, key, queues } = deadLetter
  if (isStream) return <li className={style['quiet']}>a stream gives nothing up: what is read stays</li>
  if (ends === 'none' || exchange === null)
    return <li className={style['dropped']}>dropped: no dead-letter exchange is set</li>
  return (
    <>
      <li className={classes(ends === 'missing' && style['lost'])}>
        {ends === 'missing' ? (
          <Name>{exchangeLabel(exchange)}</Name>
        ) : (
          <Link to={['topology']} state={{ vhost, node: `exchange/${exchange}`, show: 'all' }}>
            <Name>{exchangeLabel(exchange)}</Name>
          </Link>
        )}
        <small>{key === null ? 'by the message’s own key' : `by key ${key}`}</small>
      </li>
      <li className={classes((ends === 'missing' || ends === 'nowhere') && style['lost'])}>
        {ends === 'missing' && 'lost: the exchange does not exist'}
        {ends === 'nowhere' && 'lost: nothing there takes them'}
        {ends === 'depends' && 'depends on the message'}
        {(ends === 'queues' || ends === 'depends') && queues.length > 0 && (
          <Queues names={queues} vhost={vhost} />
        )}
      </li>
    </>
  )
}

function Queues({ names, vhost }: { readonly names: readonly string[]; readonly vhost: string }) {
  return (
    <span className={style['names']}>
      {names.slice(0, most).map((name) => (
        <Link key={name} to={queuePath(vhost, name)}>
          <Name>{name}</Name>
        </Link>
      ))}
      {names.length > most && <span>and {names.length - most} more</span>}
    </span>
  )
}
