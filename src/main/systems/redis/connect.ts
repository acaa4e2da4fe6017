import { lookup } from 'node:dns/promises'
import { connect as openSocket } from 'node:net'
import type { ConnectStep } from '../../../shared/api/targets.ts'
import { withDeadline } from '../../../shared/base/deadline.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import type { Connection, ConnectOptions } from '../system.ts'
import { parseAddress } from './ask/address.ts'
import { redisError } from './ask/redis-error.ts'
import { parseOptions, type Options } from './options.ts'
import type { ParsedServer } from './parsed-server.ts'
import type { RawFailure } from './raw.ts'
import { versionOf } from './sample-nodes.ts'
import { RedisSession } from './session.ts'

const tcpLimitMs = 3000

type Tell = (step: ConnectStep) => void

/**
 * Connects step by step. One endpoint that works is enough for each step.
 * @throws OrreryError of the step that failed, after telling it
 */
export async function connect(
  connection: Connection,
  { signal, step }: ConnectOptions,
): Promise<RedisSession> {
  const tell: Tell = (one) => step?.(one)
  const options = parseOptions(connection.options)
  await using held = new AsyncDisposableStack()
  const session = held.use(new RedisSession(connection))
  const dialled = connection.endpoints.map((address) => options.dialled(address))
  await inStep('name', tell, () => resolveNames(dialled))
  await inStep('tcp', tell, () => reach(dialled, signal))
  const servers = await session.discover(signal)
  throwIfRefused(servers, connection, tell)
  tell({ id: 'versions', says: whatAnswers(servers), state: 'ok' })
  tell(authStep(connection))
  await inStep('read', tell, () => Promise.resolve(whatIsRead(servers, options)))
  held.move()
  return session
}

async function inStep(id: ConnectStep['id'], tell: Tell, work: () => Promise<string>): Promise<void> {
  try {
    tell({ id, says: await work(), state: 'ok' })
  } catch (thrown) {
    throw failed(id, tell, thrown)
  }
}

function failed(id: ConnectStep['id'], tell: Tell, thrown: unknown): OrreryError {
  const error = asOrreryError(thrown)
  tell({ id, says: error.message, state: 'failed', error: error.toData() })
  return error
}

async function resolveNames(addresses: readonly string[]): Promise<string> {
  const hosts = [...new Set(addresses.map((address) => parseAddress(address).host))]
  return someOf(
    hosts,
    async (host) => {
      await lookup(host).catch((error: unknown) => {
        throw redisError(error, host, 'the name')
      })
    },
    (good) => (hosts.length === 1 ? `${hosts[0]} resolves` : `${good} of ${hosts.length} names resolve`),
  )
}

async function reach(addresses: readonly string[], signal: AbortSignal): Promise<string> {
  const started = performance.now()
  return someOf(
    addresses,
    (address) => withDeadline(tcpLimitMs, address, signal, () => knock(address)),
    (good) =>
      `${good} of ${addresses.length} endpoints accept connections, within ${Math.ceil(performance.now() - started)} ms`,
  )
}

function knock(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(parseAddress(address))
    socket.setTimeout(tcpLimitMs, () => socket.destroy())
    socket.on('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.on('error', (error) => reject(redisError(error, address, 'the connection')))
  })
}

/** Tries all at once. @throws the first failure, when none succeeds */
async function someOf<T>(
  all: readonly T[],
  attempt: (one: T) => Promise<void>,
  says: (good: number) => string,
): Promise<string> {
  const results = await Promise.allSettled(all.map(attempt))
  const good = results.filter(({ status }) => status === 'fulfilled').length
  const first = results.find((result) => result.status === 'rejected')
  if (good === 0) throw first?.reason ?? new OrreryError('invalid', 'The target has no endpoints')
  return says(good)
}

/** Nobody let us in: by wrong credentials, or because it is no Redis. */
function throwIfRefused(servers: readonly ParsedServer[], { credentials }: Connection, tell: Tell): void {
  if (servers.some(({ why }) => why === undefined)) return
  const why = servers.find(({ why: reason }) => reason !== undefined)?.why
  if (why?.code === 'auth' || why?.code === 'forbidden') {
    tell({
      id: 'versions',
      says: 'It speaks Redis, and says nothing before we are authenticated',
      state: 'ok',
    })
    const fix = credentials === undefined ? 'Give a user and a password' : why.fix
    throw failed('auth', tell, errorOf(why, fix))
  }
  const quiet =
    'It accepts and says nothing: a hung server, or one that speaks TLS where none was asked for (tls=on), or the other way round'
  throw failed('versions', tell, errorOf(why, why?.fix ?? (why?.code === 'timeout' ? quiet : undefined)))
}

function errorOf(why: RawFailure | undefined, fix: string | undefined): OrreryError {
  const { code, message } = why ?? { code: 'protocol' as const, message: 'No answer' }
  return new OrreryError(code, message, fix === undefined ? {} : { fix })
}

/** "redis 7.0.15: 3 masters, 3 replicas" */
export function whatAnswers(servers: readonly ParsedServer[]): string {
  const serving = servers.filter(({ why }) => why === undefined)
  const versions = [...new Set(serving.flatMap((server) => versionOf(server) ?? []))].join(', ')
  const data = serving.filter(({ kind }) => kind === 'data')
  const masters = data.filter(({ info }) => info.get('role') === 'master').length
  const counts: readonly (readonly [number, string])[] = [
    [masters, 'master'],
    [data.length - masters, 'replica'],
    [serving.length - data.length, 'sentinel'],
  ]
  const told = counts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun))
  return `${versions}: ${told.join(', ')}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function authStep({ credentials }: Connection): ConnectStep {
  if (credentials === undefined)
    return { id: 'auth', says: 'No credentials given: whoever asks is the default user', state: 'skipped' }
  return { id: 'auth', says: `${credentials.username || 'default'} is let in`, state: 'ok' }
}

function whatIsRead(servers: readonly ParsedServer[], { masters }: Options): string {
  const sentinels = servers.filter(({ kind, why }) => kind === 'sentinel' && why === undefined)
  const watched = new Set(sentinels.flatMap(({ raw }) => Object.keys(raw.watched ?? {})))
  const unknown = masters.filter((name) => !watched.has(name))
  if (sentinels.length > 0 && unknown.length > 0)
    throw new OrreryError('not-found', `No sentinel watches a master named ${unknown.join(', ')}`, {
      fix: 'Correct the name in the address, or leave it out to find every master',
    })
  const away = servers.filter(({ why }) => why !== undefined).map(({ address }) => address)
  const rest = away.length === 0 ? '' : `; no answer from ${away.join(', ')}`
  return `${servers.length - away.length} of ${servers.length} servers answer${rest}`
}
