import { lookup } from 'node:dns/promises'
import type { ConnectStep } from '../../../shared/api/targets.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { failedStep } from '../base/connect-steps.ts'
import { Dialer } from '../base/dialer.ts'
import { orSpeaksTls, type SecureAddressing, secureStep } from '../base/tls-step.ts'
import { parseTls } from '../base/tls.ts'
import type { Connection, ConnectOptions } from '../system.ts'
import { type BrokerVersions, decodeApiVersions } from './ask/api-versions.ts'
import {
  decodeMetadataHead,
  decodeMetadataTopics,
  encodeMetadata,
  metadataApi,
  type MetadataHead,
} from './ask/metadata.ts'
import { chooseAuth } from './choose-auth.ts'
import { askVersions, openBroker, type Way } from './open-broker.ts'
import { joinEndpoint } from './pool.ts'
import type { Raw } from './raw.ts'
import { KafkaSession } from './session.ts'
import { commonVersion } from './wire/api.ts'
import { counted } from './words.ts'
import { KafkaConnection, splitEndpoint } from './wire/connection.ts'
import { byTls, socketError } from './wire/failures.ts'

const CONNECT_LIMIT_MS = 3000
const ANSWER_LIMIT_MS = 4000

type Told = (step: ConnectStep) => void

/** TLS is a step of its own: before it, whether a port accepts; without it, whether a broker answers. */
const plain = new Dialer(undefined)

const addressing: SecureAddressing = {
  parse: splitEndpoint,
  errorOf: (thrown, endpoint) => (thrown instanceof OrreryError ? thrown : socketError(endpoint, thrown)),
  plainly: 'kafka://… and tls=off',
  securely: byTls,
  speaksPlainly: async (endpoint, signal) =>
    greet(endpoint, plain, signal).then(
      () => true,
      () => false,
    ),
}

/**
 * Opens a session step by step; the first step that fails at every address ends it.
 * @param onRaw is told of everything that comes in, for recordings
 * @throws OrreryError
 */
export async function connectKafka(
  connection: Connection,
  options: ConnectOptions,
  onRaw?: (raw: Raw) => void,
): Promise<KafkaSession> {
  const told: Told = (step) => options.step?.(step)
  const { signal } = options
  const dialer = new Dialer(parseTls(connection.options))
  const named = await step(told, 'name', () => resolveNames(connection.endpoints))
  const reached = await step(told, 'tcp', () => dialAll(named, signal))
  await secureStep(reached, dialer.tls, addressing, told, signal)
  const speaking = await step(told, 'versions', () => speakTo(reached, dialer, signal))
  const endpoint = speaking[0]!
  const way = await authStep(told, connection, endpoint, dialer, signal)
  const brokers = await step(told, 'read', () => readOnce(endpoint, way, signal))
  const { requestsPerSecond } = connection.budget
  return new KafkaSession({ bootstrap: speaking, way, brokers, requestsPerSecond, onRaw })
}

interface Done<T> {
  readonly says: string
  readonly gives: T
}

async function step<T>(told: Told, id: ConnectStep['id'], work: () => Promise<Done<T>>): Promise<T> {
  try {
    const { says, gives } = await work()
    told({ id, says, state: 'ok' })
    return gives
  } catch (thrown) {
    throw failedStep(id, told, thrown)
  }
}

async function resolveNames(endpoints: readonly string[]): Promise<Done<readonly string[]>> {
  const looked = await allOrFirstError(endpoints, async (endpoint) => {
    const { host } = splitEndpoint(endpoint)
    await lookup(host).catch((cause: unknown) => {
      throw socketError(endpoint, cause)
    })
    return endpoint
  })
  const hosts = [...new Set(looked.map((endpoint) => splitEndpoint(endpoint).host))]
  return { says: `Found ${hosts.join(', ')}`, gives: looked }
}

async function dialAll(endpoints: readonly string[], signal: AbortSignal): Promise<Done<readonly string[]>> {
  const started = performance.now()
  const reached = await allOrFirstError(endpoints, async (endpoint) => {
    using connection = await KafkaConnection.open(endpoint, plain, CONNECT_LIMIT_MS, signal)
    return connection.endpoint
  })
  const ms = Math.max(1, Math.round(performance.now() - started))
  const others = endpoints.length - reached.length
  const rest =
    others > 0 ? `; ${String(others)} of ${String(endpoints.length)} addresses can’t be reached` : ''
  return { says: `Connected to ${reached.join(', ')} in ${String(ms)} ms${rest}`, gives: reached }
}

async function speakTo(
  endpoints: readonly string[],
  dialer: Dialer,
  signal: AbortSignal,
): Promise<Done<readonly string[]>> {
  const asked = await allOrFirstError(endpoints, async (endpoint) => {
    try {
      return { endpoint, versions: await greet(endpoint, dialer, signal) }
    } catch (thrown) {
      signal.throwIfAborted()
      throw await orSpeaksTls(asOrreryError(thrown), endpoint, dialer.tls, addressing, signal)
    }
  })
  const [first] = asked
  const version = commonVersion(metadataApi, first!.versions.ranges)
  if (version === undefined)
    throw new OrreryError(
      'unsupported',
      `${first!.endpoint} speaks no version of Metadata that Orrery knows`,
      {
        fix: first!.versions.ranges.has(metadataApi.key)
          ? 'Orrery reads Kafka 3.0 and newer.'
          : 'That is a controller’s listener: name a broker’s port.',
      },
    )
  return {
    says: `Speaks Kafka: ${String(first!.versions.ranges.size)} kinds of requests, Metadata up to ${String(version)}`,
    gives: asked.map(({ endpoint }) => endpoint),
  }
}

async function greet(endpoint: string, dialer: Dialer, signal: AbortSignal): Promise<BrokerVersions> {
  using connection = await KafkaConnection.open(endpoint, dialer, CONNECT_LIMIT_MS, signal)
  const { body } = await askVersions(connection, ANSWER_LIMIT_MS, signal)
  return decodeApiVersions(body)
}

async function authStep(
  told: Told,
  connection: Connection,
  endpoint: string,
  dialer: Dialer,
  signal: AbortSignal,
): Promise<Way> {
  try {
    const { auth, user, says, state } = await chooseAuth(
      connection,
      endpoint,
      dialer,
      ANSWER_LIMIT_MS,
      signal,
    )
    told({ id: 'auth', says, state })
    return { dialer, auth, user }
  } catch (thrown) {
    throw failedStep('auth', told, thrown)
  }
}

/** Reads the cluster once, and tries the addresses that its brokers hand out: those are what a client goes on with. */
async function readOnce(
  endpoint: string,
  way: Way,
  signal: AbortSignal,
): Promise<Done<MetadataHead['brokers']>> {
  const limits = { connectMs: CONNECT_LIMIT_MS, answerMs: ANSWER_LIMIT_MS }
  const opened = await openBroker(endpoint, way, limits, signal)
  using connection = opened.connection
  const version = commonVersion(metadataApi, opened.versions.ranges) ?? metadataApi.max
  const { body } = await connection.ask(
    metadataApi,
    version,
    encodeMetadata(version),
    ANSWER_LIMIT_MS,
    signal,
  )
  const { brokers } = decodeMetadataHead(body)
  const topics = decodeMetadataTopics(body, version)
  const unreachable = await tryAdvertised(brokers, way.dialer, signal)
  const seen = `Sees ${counted(brokers.length, 'broker')} and ${counted(topics.length, 'topic')}`
  const rest = unreachable.length > 0 ? `; ${unreachable.join('; ')}` : ''
  return { says: seen + rest, gives: brokers }
}

/** @returns what is wrong with some; @throws when none can be reached */
async function tryAdvertised(
  brokers: MetadataHead['brokers'],
  dialer: Dialer,
  signal: AbortSignal,
): Promise<string[]> {
  const tried = await Promise.allSettled(
    brokers.map(async ({ host, port }) => {
      using connection = await KafkaConnection.open(
        joinEndpoint(host, port),
        dialer,
        CONNECT_LIMIT_MS,
        signal,
      )
      return connection.endpoint
    }),
  )
  signal.throwIfAborted()
  const errors = tried
    .filter(({ status }) => status === 'rejected')
    .map((one) => asOrreryError(reasonOf(one)))
  if (errors.length < brokers.length || errors[0] === undefined) return errors.map(({ message }) => message)
  const addresses = brokers.map(({ host, port }) => joinEndpoint(host, port)).join(', ')
  throw new OrreryError(
    errors[0].code,
    `The brokers say they are at ${addresses}, and that can’t be reached from here: ${errors[0].message}`,
    {
      fix: 'Set advertised.listeners to addresses that this machine can reach, or make those names resolve here.',
      cause: errors[0],
      details: errors[0].details,
    },
  )
}

/** What succeeded, in order. @throws the first failure, when nothing did */
async function allOrFirstError<T>(
  endpoints: readonly string[],
  work: (endpoint: string) => Promise<T>,
): Promise<T[]> {
  const tried = await Promise.allSettled(endpoints.map(work))
  const good = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  if (good.length > 0) return good
  throw tried[0] === undefined
    ? new OrreryError('invalid', 'The target names no address')
    : asOrreryError(reasonOf(tried[0]))
}

function reasonOf(settled: PromiseSettledResult<unknown>): unknown {
  return settled.status === 'rejected' ? settled.reason : undefined
}
