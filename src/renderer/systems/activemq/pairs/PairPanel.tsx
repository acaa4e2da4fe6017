import type { EndpointRow, PairRow } from '../../../../shared/systems/activemq-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Unknown } from '../../../components/Blocks.tsx'
import { classes } from '../../../components/classes.ts'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Times } from '../../Viewed.tsx'
import { endpointWords, sentence, sinceText, stateWords } from '../words.ts'
import { lockWords } from './lock-words.ts'
import { PairHistory } from './PairHistory.tsx'
import style from './pairs.module.css'

export interface PairPanelProps {
  readonly pair: PairRow
  readonly times: Times
  /** Address that a link pointed at. */
  readonly selected: string
}

const tones = { ok: 'ok', weak: 'warn', broken: 'bad', unknown: 'unknown' } as const
const words = { ok: 'served', weak: 'weak', broken: 'not served', unknown: 'not known' } as const

/** One broker and the addresses that may serve it: who holds the lock as far as it can be known, and what can't be. */
export function PairPanel({ pair, times, selected }: PairPanelProps) {
  return (
    <Panel
      title={
        <Link to={['brokers', pair.broker]}>
          <Name>{pair.broker}</Name>
        </Link>
      }
      note={pair.master === null ? 'nobody serves it' : sinceText(pair.masterSince, times.at)}
      actions={<State tone={tones[pair.is]}>{words[pair.is]}</State>}
    >
      <p className={style['says']}>{sentence(pair.says)}</p>
      <div className={style['lock']} role="group" aria-label={lockText(pair)}>
        {pair.endpoints.map((endpoint, row) => (
          <Row key={endpoint.address} {...{ endpoint, row, times, selected }} isShared={isShared(pair)} />
        ))}
        <Store pair={pair} />
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

const isShared = (pair: PairRow) => pair.endpoints.length > 1

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
        </State>
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

function Store({ pair }: { readonly pair: PairRow }) {
  const names = [...new Set(pair.stores.map(({ store }) => store))]
  return (
    <div
      className={classes(style['store'], pair.master === null && style['nobody'])}
      style={{ gridRow: `1 / span ${pair.endpoints.length}` }}
    >
      <b>{isShared(pair) ? 'Store and its lock' : 'Store'}</b>
      {names.length === 0 && <small>no address told which store it uses</small>}
      {names.map((name) => (
        <small key={name}>{name}</small>
      ))}
      {names.length > 1 && <small className={style['warn']}>not the same one: these share no lock</small>}
      {pair.master === null && <small>nobody is seen to hold it</small>}
    </div>
  )
}

const lockText = (pair: PairRow) =>
  `Lock of ${pair.broker}: ${pair.endpoints
    .map((endpoint) => `${endpoint.address} ${lockWords(endpoint, isShared(pair)).word}`)
    .join('; ')}`
