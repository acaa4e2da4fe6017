import { withDeadline } from '../../../shared/base/deadline.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { inStep, reach, resolveNames, type Tell } from '../base/connect-steps.ts'
import type { Connection, ConnectOptions } from '../system.ts'
import { parseAddress } from '../base/address.ts'
import { networkError } from '../base/socket-error.ts'
import { Dialer } from '../base/dialer.ts'
import { Meter } from '../base/meter.ts'
import { orSpeaksTls, type SecureAddressing, secureStep } from '../base/tls-step.ts'
import { fourLetter } from './ask/four-letter.ts'
import { byTls } from './member-line.ts'
import { parseMember, type ParsedMember } from './parsed-member.ts'
import { ZooKeeperSession } from './session.ts'

/** How long a test waits for the tree; a larger one is read on. */
const treeLimitMs = 5000

const wordLimitMs = 1500

const addressing: SecureAddressing = {
  parse: parseAddress,
  errorOf: networkError,
  plainly: 'zookeeper://… and tls=off',
  securely: byTls,
  /** Any word gets an answer, be it that it is not on the whitelist. */
  speaksPlainly: async (endpoint, signal) => {
    const ask = (own: AbortSignal) =>
      fourLetter(endpoint, 'srvr', new Dialer(undefined), new Meter(endpoint), own)
    return (await withDeadline(wordLimitMs, endpoint, signal, ask).catch(() => '')) !== ''
  },
}

/**
 * Connects step by step. One endpoint that works is enough for each step.
 * @throws OrreryError of the step that failed, after telling it
 */
export async function connect(
  connection: Connection,
  { signal, step }: ConnectOptions,
): Promise<ZooKeeperSession> {
  const tell: Tell = (one) => step?.(one)
  await using held = new AsyncDisposableStack()
  const session = held.use(new ZooKeeperSession(connection))
  await inStep('name', tell, () => resolveNames(connection.endpoints, addressing))
  await inStep('tcp', tell, () => reach(connection.endpoints, addressing, signal))
  await secureStep(connection.endpoints, session.dialer.tls, addressing, tell, signal)
  await inStep('versions', tell, () => greet(session, signal))
  await openSession(session, connection, tell, signal)
  await readTree(session, tell)
  held.move()
  return session
}

async function greet(session: ZooKeeperSession, signal: AbortSignal): Promise<string> {
  const due = { slow: false, sessionsFrom: undefined }
  const members = (await session.asker.observe(due, signal)).map(parseMember)
  const speaking = members.filter(speaksZooKeeper)
  if (speaking.length === 0) {
    const [endpoint = ''] = session.endpoints
    throw await orSpeaksTls(notZooKeeper(members), endpoint, session.dialer.tls, addressing, signal)
  }
  const versions = [...new Set(speaking.flatMap(({ srvr }) => srvr?.version ?? []))]
  const modes = speaking.map(({ state, srvr }) => (state === 'serving' ? (srvr?.mode ?? state) : state))
  const name = versions.length === 0 ? 'ZooKeeper' : `ZooKeeper ${versions.join(', ')}`
  return `${name}: ${modes.join(', ')}${closedWords(speaking)}`
}

function speaksZooKeeper({ srvr, state, raw }: ParsedMember): boolean {
  return srvr !== undefined || state === 'not-serving' || raw.failures.srvr?.code === 'forbidden'
}

function closedWords(members: readonly ParsedMember[]): string {
  const closed = members.flatMap(({ failures }) =>
    failures.filter(([, { code }]) => code === 'forbidden').map(([name]) => name),
  )
  return closed.length === 0 ? '' : `; not open: ${[...new Set(closed)].join(', ')}`
}

/** Something listens, but it is not ZooKeeper, or it doesn't answer. */
function notZooKeeper(members: readonly ParsedMember[]): OrreryError {
  const [first] = members
  const endpoint = first?.raw.endpoint ?? ''
  const said = first?.raw.replies.srvr?.text
  const failure = first?.raw.failures.srvr
  if (said !== undefined)
    return new OrreryError(
      'protocol',
      `${endpoint} doesn’t speak ZooKeeper: it answered “${excerpt(said)}”`,
      {
        fix: 'Correct the port: ZooKeeper’s clients connect to 2181 unless configured otherwise',
      },
    )
  const quiet =
    'It accepts and says nothing: a hung server, or one that speaks something else (TLS, HTTP, Kafka)'
  const fix = failure?.fix ?? (failure?.code === 'timeout' ? quiet : undefined)
  return new OrreryError(
    failure?.code ?? 'protocol',
    failure?.message ?? 'No answer',
    fix === undefined ? {} : { fix },
  )
}

function excerpt(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]+/g, ' ').trim()
  return printable.length > 60 ? `${printable.slice(0, 60)}…` : printable
}

/** Only refused credentials end the connecting: an ensemble without a quorum gives no session, and is still observed. */
async function openSession(
  { follower }: ZooKeeperSession,
  { credentials }: Connection,
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  const id = 'auth'
  if (follower === undefined) {
    tell({ id, says: 'No session is opened (tree=off)', state: 'skipped' })
    return
  }
  try {
    await follower.start(signal)
  } catch (thrown) {
    signal.throwIfAborted()
    const error = asOrreryError(thrown)
    const state = error.code === 'auth' ? 'failed' : 'skipped'
    tell({ id, says: `No session: ${error.message}`, state, error: error.toData() })
    if (error.code === 'auth') throw error
    return
  }
  tell(
    credentials === undefined
      ? { id, says: 'No credentials given: the session is anonymous', state: 'skipped' }
      : {
          id,
          says: `The session carries digest:${credentials.username}; ACLs decide what it opens`,
          state: 'ok',
        },
  )
}

/** A tree that can't be read, or not yet, is a lack, no end: the members are observed all the same. */
async function readTree({ follower }: ZooKeeperSession, tell: Tell): Promise<void> {
  const id = 'read'
  if (follower === undefined) {
    tell({ id, says: 'The tree is not read (tree=off)', state: 'skipped' })
    return
  }
  const started = performance.now()
  const never = new AbortController().signal
  await withDeadline(treeLimitMs, 'the tree', never, () => follower.ready).catch(() => undefined)
  const { failure } = follower
  const { znodes, how, why } = follower.state()
  if (failure !== null) {
    const error = new OrreryError(
      failure.code,
      failure.message,
      failure.fix === undefined ? {} : { fix: failure.fix },
    )
    tell({ id, says: `The tree can’t be read: ${failure.message}`, state: 'failed', error: error.toData() })
  } else if (how === 'unknown') tell({ id, says: 'The tree is large: it is read on', state: 'ok' })
  else {
    const tookMs = Math.ceil(performance.now() - started)
    tell({ id, says: `${znodes} znodes read in ${tookMs} ms${why === null ? '' : `. ${why}`}`, state: 'ok' })
  }
}
