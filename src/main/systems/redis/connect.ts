import type { ConnectStep } from '../../../shared/api/targets.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import { failedStep, inStep, reach, resolveNames, type Tell } from '../base/connect-steps.ts'
import type { Connection, ConnectOptions } from '../system.ts'
import { parseAddress } from '../base/address.ts'
import { orSpeaksTls, type SecureAddressing, secureStep } from '../base/tls-step.ts'
import { redisError } from './ask/redis-error.ts'
import { speaksRedis } from './ask/speaks-redis.ts'
import { parseOptions, type Options } from './options.ts'
import type { ParsedServer } from './parsed-server.ts'
import type { RawFailure } from './raw.ts'
import { versionOf } from './sample-nodes.ts'
import { RedisSession } from './session.ts'

const addressing: SecureAddressing = {
  parse: parseAddress,
  errorOf: (thrown, what) => redisError(thrown, what, 'the connection'),
  plainly: 'redis://… and tls=off',
  securely: 'rediss://… or tls=on',
  speaksPlainly: speaksRedis,
}

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
  await inStep('name', tell, () => resolveNames(dialled, addressing))
  await inStep('tcp', tell, () => reach(dialled, addressing, signal))
  await secureStep(dialled, options.tls, addressing, tell, signal)
  const servers = await session.discover(signal)
  await throwIfRefused(servers, connection, tell, signal)
  tell({ id: 'versions', says: whatAnswers(servers), state: 'ok' })
  tell(authStep(connection))
  await inStep('read', tell, () => Promise.resolve(whatIsRead(servers, options)))
  held.move()
  return session
}

/** Nobody let us in: by wrong credentials, or because it is no Redis. */
async function throwIfRefused(
  servers: readonly ParsedServer[],
  { credentials, endpoints: [address = ''], options }: Connection,
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  if (servers.some(({ why }) => why === undefined)) return
  const why = servers.find(({ why: reason }) => reason !== undefined)?.why
  if (why?.code === 'auth' || why?.code === 'forbidden') {
    tell({
      id: 'versions',
      says: 'It speaks Redis, and says nothing before we are authenticated',
      state: 'ok',
    })
    const fix = credentials === undefined ? 'Give a user and a password' : why.fix
    throw failedStep('auth', tell, errorOf(why, fix))
  }
  const quiet =
    'It accepts and says nothing: a hung server, or one that speaks TLS where none was asked for (tls=on), or the other way round'
  const said = errorOf(why, why?.fix ?? (why?.code === 'timeout' ? quiet : undefined))
  const { tls, dialled } = parseOptions(options)
  throw failedStep('versions', tell, await orSpeaksTls(said, dialled(address), tls, addressing, signal))
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
