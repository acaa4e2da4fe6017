import type { ConnectStep } from '../../../shared/api/targets.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { parseAddress } from '../base/address.ts'
import { failedStep, inStep, reach, resolveNames, type Tell } from '../base/connect-steps.ts'
import { socketError } from '../base/socket-error.ts'
import { speaksHttp } from '../base/speaks-http.ts'
import { orSpeaksTls, type SecureAddressing, secureStep } from '../base/tls-step.ts'
import type { Connection, ConnectOptions } from '../system.ts'
import { textIn } from './attributes.ts'
import { parseOptions } from './options.ts'
import type { RawEndpoint, RawFailure } from './raw.ts'
import { brokerBean } from './sample-brokers.ts'
import { ActivemqSession } from './session.ts'

const addressing: SecureAddressing = {
  parse: (address) => parseAddress(address),
  errorOf: (thrown, what) => socketError(thrown, what) ?? asOrreryError(thrown),
  plainly: 'activemq+http://… and tls=off',
  securely: 'activemq+https://… or tls=on',
  speaksPlainly: speaksHttp,
}

/**
 * Connects step by step. One address that works is enough for each step: the others may be slaves that wait.
 * @throws OrreryError of the step that failed, after telling it
 */
export async function connect(
  connection: Connection,
  { signal, step }: ConnectOptions,
): Promise<ActivemqSession> {
  const tell: Tell = (one) => step?.(one)
  await using held = new AsyncDisposableStack()
  const session = held.use(new ActivemqSession(connection))
  await inStep('name', tell, () => resolveNames(connection.endpoints, addressing))
  await inStep('tcp', tell, () => reach(connection.endpoints, addressing, signal))
  const { tls } = parseOptions(connection.options)
  await secureStep(connection.endpoints, tls, addressing, tell, signal)
  const endpoints = await session.look(signal)
  await throwIfRefused(endpoints, connection, tell, signal)
  tell({ id: 'versions', says: whatAnswers(endpoints), state: 'ok' })
  tell(authStep(connection))
  tell({ id: 'read', says: whatIsRead(endpoints), state: 'ok' })
  held.move()
  return session
}

/** Nobody let us in: by wrong credentials, by the policy of Jolokia, or because it is something else. */
async function throwIfRefused(
  endpoints: readonly RawEndpoint[],
  { credentials, endpoints: [address = ''], options }: Connection,
  tell: Tell,
  signal: AbortSignal,
): Promise<void> {
  if (endpoints.some(({ failures }) => failures.Broker === undefined)) return
  const failures = endpoints.flatMap(({ failures: { Broker: failure } }) => failure ?? [])
  // what answered at all says more than what refuses: a slave refuses always
  const why = failures.find(({ code }) => code !== 'refused') ?? failures[0]
  if (why?.code === 'auth' || why?.code === 'forbidden') {
    tell({ id: 'versions', says: 'It speaks HTTP, and says nothing before we are let in', state: 'ok' })
    const fix = credentials === undefined && why.code === 'auth' ? 'Give a user and a password' : why.fix
    throw failedStep('auth', tell, errorOf(why, fix))
  }
  const quiet =
    'It accepts and says nothing: a hung broker, or one that speaks TLS where none was asked for (activemq+https), or the other way round'
  const said = errorOf(why, why?.fix ?? (why?.code === 'timeout' ? quiet : undefined))
  const { tls } = parseOptions(options)
  throw failedStep('versions', tell, await orSpeaksTls(said, address, tls, addressing, signal))
}

function errorOf(why: RawFailure | undefined, fix: string | undefined): OrreryError {
  const { code, message } = why ?? { code: 'protocol' as const, message: 'No answer' }
  return new OrreryError(code, message, fix === undefined ? {} : { fix })
}

/** "A: ActiveMQ 5.18.3, Jolokia 1.7.1" */
function whatAnswers(endpoints: readonly RawEndpoint[]): string {
  const told = endpoints
    .filter(({ failures }) => failures.Broker === undefined)
    .map((endpoint) => {
      const bean = brokerBean(endpoint)
      return `${textIn(bean, 'BrokerName')}: ActiveMQ ${textIn(bean, 'BrokerVersion')}, Jolokia ${endpoint.agent}`
    })
  return told.join('; ')
}

function authStep({ credentials }: Connection): ConnectStep {
  if (credentials === undefined)
    return { id: 'auth', says: 'No credentials given, and none are asked for', state: 'skipped' }
  return { id: 'auth', says: `${credentials.username} is let in`, state: 'ok' }
}

function whatIsRead(endpoints: readonly RawEndpoint[]): string {
  const away = endpoints.filter(({ failures }) => failures.Broker !== undefined)
  if (away.length === 0)
    return endpoints.length === 1 ? 'The broker answers' : `All ${endpoints.length} addresses answer`
  const names = away.map(({ address }) => address).join(', ')
  const refuse = away.every(({ failures }) => failures.Broker?.code === 'refused')
  const rest = refuse
    ? 'refuses: a slave that waits opens no port, and neither does a dead broker'
    : 'gives no answer'
  return `${endpoints.length - away.length} of ${endpoints.length} addresses answer; ${names} ${rest}`
}
