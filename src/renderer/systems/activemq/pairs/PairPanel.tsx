import type { EndpointRow, PairRow } from '../../../../shared/systems/activemq-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Unknown } from '../../../components/Blocks.tsx'
import { classes } from '../../../components/classes.ts'
import { Mark } from '../../../components/Mark.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Times } from '../../Viewed.tsx'
import { brokerEntity, endpointEntity } from '../../../../shared/systems/activemq-entities.ts'
import { endpointWords, sentence, sinceText, stateWords } from '../words.ts'
import { lockWords } from './lock-words.ts'
import { PairHistory } from './PairHistory.tsx'
import style from './pairs.module.css'

export interface PairPanelProps {
  readonly pair: PairRow
  /** Addresses that never answered and can be nobody else's: they may wait for its lock. */
  readonly candidates: readonly EndpointRow[]
  readonly times: Times
  /** Address that a link pointed at. */
  readonly selected: string
}

const tones = { ok: 'ok', weak: 'warn', broken: 'bad', unknown: 'unknown' } as const
const words = { ok: 'served', weak: 'weak', broken: 'not served', unknown: 'not known' } as const

/** One broker and the addresses that may serve it: who holds the lock as far as it can be known, and what can't be. */
export function PairPanel({ pair, candidates, times, selected }: PairPanelProps) {
  const endpoints = [...pair.endpoints, ...candidates]
  const isShared = endpoints.length > 1
  return (
    <Panel
      title={
        <>
          <Link to={['brokers', pair.broker]}>
            <Name>{pair.broker}</Name>
          </Link>{' '}
          <Mark entity={brokerEntity(pair.broker)} />
        </>
      }
      note={pair.master === null ? 'nobody serves it' : sinceText(pair.masterSince, times.at)}
      actions={<State tone={tones[pair.is]}>{words[pair.is]}</State>}
    >
      <p className={style['says']}>{sentence(pair.says)}</p>
      <div className={style['lock']} role="group" aria-label={lockText(pair.broker, endpoints)}>
        {endpoints.map((endpoint, row) => (
          <Row key={endpoint.address} {...{ endpoint, row, times, selected }} isShared={isShared} />
        ))}
        <Store pair={pair} rows={endpoints.length} />
      </div>
      {pair.cannotKnow !== null && (
        <div className={style['cannot']}>
          <Unknown title="What can’t be known:">{sentence(pair.cannotKnow)}</Unknown>
        </div>
      )}
      <PairHistory pair={pair} at={times.at} />
    </Panel>
  )
}

interface RowProps {
  readonly endpoint: EndpointRow
  readonly row: number
  readonly times: Times
  readonly selected: string
  readonly isShared: boolean
}

function Row({ endpoint, row, times, selected, isShared: shared }: RowProps) {
  const { tone } = endpointWords(endpoint)
  const lock = lockWords(endpoint, shared)
  const box = classes(
    style['endpoint'],
    (tone === 'unknown' || tone === 'bad') && style[tone],
    endpoint.address === selected && style['chosen'],
  )
  return (
    <>
      <div className={box} style={{ gridRow: row + 1 }} title={endpoint.says}>
        <State tone={tone}>
          <Name cut>{endpoint.address}</Name>
        </State>{' '}
        <Mark entity={endpointEntity(endpoint.address)} />
        <small>
          {stateWords(endpoint.state).word} {sinceText(endpoint.stateSince, times.at)}
        </small>
      </div>
      <div className={classes(style['line'], style[lock.is])} style={{ gridRow: row + 1 }}>
        <span title={endpoint.says}>{lock.word}</span>
      </div>
    </>
  )
}

function Store({ pair, rows }: { readonly pair: PairRow; readonly rows: number }) {
  const names = [...new Set(pair.stores.map(({ store }) => store))]
  return (
    <div
      className={classes(style['store'], pair.master === null && style['nobody'])}
      style={{ gridRow: `1 / span ${rows}` }}
    >
      <b>{rows > 1 ? 'Store and its lock' : 'Store'}</b>
      {names.length === 0 && <small>which one isn’t told while nobody serves</small>}
      {names.map((name) => (
        <small key={name}>{name}</small>
      ))}
      {names.length > 1 && <small className={style['warn']}>not the same one: these share no lock</small>}
      {pair.master === null && <small>nobody is seen to hold it</small>}
    </div>
  )
}

const lockText = (broker: string, endpoints: readonly EndpointRow[]) =>
  `Lock of ${broker}: ${endpoints
    .map((endpoint) => `${endpoint.address} ${lockWords(endpoint, endpoints.length > 1).word}`)
    .join('; ')}`
