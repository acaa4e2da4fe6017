import type { ReactNode } from 'react'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import type {
  NetworkBroker,
  NetworkData,
  NetworkDestination,
  NetworkPresence,
} from '../../../../shared/systems/activemq-network-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Bar } from '../../../components/chart/Bar.tsx'
import { classes } from '../../../components/classes.ts'
import { Mark } from '../../../components/Mark.tsx'
import { Num } from '../../../components/Num.tsx'
import { Dot } from '../../../components/State.tsx'
import type { Times } from '../../Viewed.tsx'
import { brokerEntity, destinationEntity } from '../../../../shared/systems/activemq-entities.ts'
import { stateWords, type Words } from '../words.ts'
import type { NetworkNode } from './bridges.ts'
import style from './network.module.css'
import { placed, type Box } from './places.ts'

export interface BrokerCardProps {
  readonly node: NetworkNode
  readonly data: NetworkData
  readonly destination: NetworkDestination | undefined
  readonly times: Times
  readonly box: Box | undefined
}

/** One broker: how it is, what it holds, who consumes there; of the chosen destination, or of all. */
export function BrokerCard({ node, data, destination, times, box }: BrokerCardProps) {
  if (box === undefined) return null
  const { broker } = node
  return (
    <div className={style['place']} style={placed(box)}>
      {broker === undefined ? <NeverReached /> : <Broker {...{ broker, data, destination, times }} />}
    </div>
  )
}

function NeverReached() {
  return (
    <div className={classes(style['card'], style['foreign'])}>
      <Head name="?" words={{ tone: 'unknown', word: 'never reached' }} />
      <div className={style['dim']}>no broker answered here</div>
    </div>
  )
}

interface BrokerProps extends Omit<BrokerCardProps, 'node' | 'box'> {
  readonly broker: NetworkBroker
}

function Broker({ broker, data, destination, times }: BrokerProps) {
  const presence = destination?.at.find((each) => each.broker === broker.key)
  const tone = classes(
    style['card'],
    broker.isForeign && style['foreign'],
    cardTone(broker, destination, presence),
  )
  const words = broker.state === null ? notAsked : stateWords(broker.state)
  const inside = (
    <>
      <Head name={broker.key} words={words} entity={brokerEntity(broker.key)} />
      {destination === undefined ? (
        <Totals {...{ broker, data, times }} />
      ) : (
        <Presence {...{ broker, destination, presence, times }} />
      )}
    </>
  )
  // a broker that isn't asked has no page
  if (broker.isForeign) return <div className={tone}>{inside}</div>
  return (
    <Link to={['brokers', broker.key]} className={tone}>
      {inside}
    </Link>
  )
}

const notAsked: Words = { tone: 'unknown', word: 'not asked' }

function cardTone(
  broker: NetworkBroker,
  destination: NetworkDestination | undefined,
  presence: NetworkPresence | undefined,
): string | undefined {
  const stranded = destination?.stranded ?? null
  if (stranded?.on === broker.key || (destination === undefined && broker.stranded > 0)) return style['bad']
  if (stranded?.waiting.includes(broker.key) === true) return style['waits']
  return destination !== undefined && presence === undefined ? style['without'] : undefined
}

function Head({
  name,
  words: { tone, word },
  entity,
}: {
  readonly name: string
  readonly words: Words
  readonly entity?: string
}) {
  return (
    <div className={style['head']}>
      <Dot tone={tone} />
      <b title={name}>{name}</b>
      {entity !== undefined && <Mark entity={entity} focusable={false} />}
      <small className={tone === 'bad' ? style['ink-bad'] : undefined}>{word}</small>
    </div>
  )
}

function Totals({ broker, data, times }: Omit<BrokerProps, 'destination'>) {
  const most = Math.max(1, ...data.brokers.map((each) => each.messages ?? 0))
  const entity = brokerEntity(broker.key)
  return (
    <>
      <Line>
        <Held value={broker.messages} metric="broker.messages" {...{ entity, times }} />
        {broker.stranded > 0 && (
          <span className={style['ink-bad']} title={`${plural(broker.stranded, 'queue')} stranded here`}>
            {formatNumber(broker.stranded)} stranded
          </span>
        )}
      </Line>
      <Level messages={broker.messages} most={most} isBad={broker.stranded > 0} />
      <Line>
        <span>{counted(broker.consumers, 'consumer')}</span>
        <span className={style['dim']} title="connections">
          {broker.connections === null ? '?' : formatNumber(broker.connections)} conn.
        </span>
      </Line>
    </>
  )
}

interface PresenceProps {
  readonly broker: NetworkBroker
  readonly destination: NetworkDestination
  readonly presence: NetworkPresence | undefined
  readonly times: Times
}

function Presence({ broker, destination, presence, times }: PresenceProps) {
  if (presence === undefined) return <Absence broker={broker} />
  const isHere = destination.stranded?.on === broker.key
  const waits = destination.stranded?.waiting.includes(broker.key) === true
  const most = Math.max(1, ...destination.at.map((each) => each.messages ?? 0))
  const entity = destinationEntity(destination.kind, broker.key, destination.name)
  return (
    <>
      <Line>
        {destination.kind === 'topic' ? (
          <span className={style['dim']}>a topic holds nothing</span>
        ) : (
          <Held value={presence.messages} metric="destination.size" {...{ entity, times }} isBad={isHere} />
        )}
        {isHere && <span className={style['ink-bad']}>stranded</span>}
        {waits && <span className={style['ink-warn']}>waits in vain</span>}
      </Line>
      <Level messages={presence.messages} most={most} isBad={isHere} />
      <Line>
        <Consumers presence={presence} />
        <span className={style['dim']} title="bridges that consume here for another broker">
          {presence.networkConsumers !== null && presence.networkConsumers > 0
            ? `+ ${plural(presence.networkConsumers, 'bridge')}`
            : ''}
        </span>
      </Line>
    </>
  )
}

/** Only a broker that answers can be said not to have it. */
function Absence({ broker }: { readonly broker: NetworkBroker }) {
  const isAnswering = broker.state === 'serving'
  return (
    <Line>
      <span className={style['dim']}>{isAnswering ? 'does not have it' : 'not known what it holds'}</span>
    </Line>
  )
}

function Consumers({ presence: { localConsumers } }: { readonly presence: NetworkPresence }) {
  if (localConsumers === null) return <span className={style['dim']}>? consumers</span>
  if (localConsumers === 0) return <span className={style['dim']}>no consumer</span>
  return <b>{plural(localConsumers, 'consumer')}</b>
}

const Line = ({ children }: { readonly children: ReactNode }) => (
  <div className={style['figures']}>{children}</div>
)

function Held(props: {
  readonly value: number | null
  readonly metric: string
  readonly entity: string
  readonly times: Times
  readonly isBad?: boolean
}) {
  const { value, metric, entity, times, isBad = false } = props
  return (
    <span>
      <span className={classes(style['held'], isBad && style['ink-bad'])}>
        <Num value={value ?? NaN} {...{ metric, entity }} readAt={times.readAt} focusable={false} />
      </span>{' '}
      <span className={style['dim']}>held</span>
    </span>
  )
}

function Level({
  messages,
  most,
  isBad,
}: {
  readonly messages: number | null
  readonly most: number
  readonly isBad: boolean
}) {
  return (
    <span className={style['level']}>
      <Bar value={messages ?? NaN} max={most} tone={isBad ? 'bad' : 'quiet'} />
    </span>
  )
}

const plural = (count: number, one: string) => `${formatNumber(count)} ${one}${count === 1 ? '' : 's'}`
const counted = (count: number | null, one: string) => (count === null ? `? ${one}s` : plural(count, one))
