import type { ConnectStep } from '../../../shared/api/targets.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { parseAddress } from '../base/address.ts'
import { failedStep, inStep, reach, resolveNames, type Tell } from '../base/connect-steps.ts'
import { socketError } from '../base/socket-error.ts'
import { speaksHttp } from '../base/speaks-http.ts'
import { orSpeaksTls, type SecureAddressing, secureStep } from '../base/tls-step.ts'
import type { Connection, ConnectOptions } from '../system.ts'
import { tagFix } from './ask/failure.ts'
import { fieldsIn, listIn, textIn } from './ask/fields.ts'
import { identityIn } from './ask/prometheus.ts'
import { countsIn } from './asking.ts'
import { parseOptions } from './options.ts'
import type { RawReplies } from './raw.ts'
import { errorOf, RabbitmqSession } from './session.ts'

const addressing: SecureAddressing = {
  parse: (address) => parseAddress(address),
  errorOf: (thrown, what) => socketError(thrown, what) ?? asOrreryError(thrown),
  plainly: 'rabbitmq+http://… and tls=off',
  securely: 'rabbitmq+https://… or tls=on',
  speaksPlainly: speaksHttp,
}

/**
 * Connects step by step. One endpoint that works is enough for each step.
 * @throws OrreryError of the step that failed, after telling it
 */
export async function connect(
  connection: Connection,
  { signal, step }: ConnectOptions,
): Promise<RabbitmqSession> {
  const tell: Tell = (one) => step?.(one)
  await using held = new AsyncDisposableStack()
  const session = held.use(new RabbitmqSession(connection))
  await inStep('name', tell, () => resolveNames(connection.endpoints, addressing))
  await inStep('tcp', tell, () => reach(connection.endpoints, addressing, signal))
  const { tls } = parseOptions(connection.options)
  await secureStep(connection.endpoints, tls, addressing, tell, signal)
  const raw = await firstWord(session, connection, tell, signal)
  tell({ id: 'versions', says: whatAnswers(raw), state: 'ok' })
  tell(authStep(connection))
  await inStep('read', tell, () => Promise.resolve(whatIsRead(raw)))
  held.move()
  return session
}

/** Nobody let us in: by wrong credentials, or because it is no RabbitMQ. */
async function firstWord(
  session: RabbitmqSession,
  { credentials, endpoints, options }: Connection,
  tell: Tell,
  signal: AbortSignal,
): Promise<RawReplies> {
  try {
    return await session.ask(Date.now(), true, signal)
  } catch (thrown) {
    const error = asOrreryError(thrown)
    if (error.code === 'auth' || error.code === 'forbidden') {
      tell({
        id: 'versions',
        says: 'It speaks HTTP, and says nothing before we are authenticated',
        state: 'ok',
      })
      const fix =
        credentials === undefined ? 'Give a user with the tag monitoring, and its password' : error.fix
      throw failedStep('auth', tell, errorOf(error.toData(), fix))
    }
    const said = errorOf(error.toData(), error.code === 'timeout' ? quiet : undefined)
    const { tls } = parseOptions(options)
    const why = await orSpeaksTls(said, endpoints[0] ?? '', tls, addressing, signal)
    throw failedStep('versions', tell, why)
  }
}

const quiet =
  'It accepts and says nothing: a hung node, or one that speaks TLS where none was asked for (rabbitmq+https), or the other way round'

/** "RabbitMQ 3.10.8: 3 of 3 nodes run" */
function whatAnswers({ replies, nodes }: RawReplies): string {
  const version = textIn(fieldsIn(replies['GET /api/overview']), 'rabbitmq_version')
  const told = version ?? nodes.flatMap(({ metrics }) => identityIn(metrics ?? '').version ?? [])[0]
  const all = listIn(replies['GET /api/nodes'])
  const running = all.filter((node) => node['running'] === true).length
  const count =
    all.length === 0 ? `${nodes.length} asked by themselves` : `${running} of ${all.length} nodes run`
  return `RabbitMQ${told === undefined ? '' : ` ${told}`}: ${count}`
}

function authStep({ credentials }: Connection): ConnectStep {
  if (credentials === undefined) return { id: 'auth', says: 'No credentials given', state: 'skipped' }
  return { id: 'auth', says: `${credentials.username} is let in`, state: 'ok' }
}

/** @throws OrreryError `forbidden` when the user may see nothing, `not-found` when no such virtual host is seen */
function whatIsRead({ nodes, replies, failures, isStalled, vhosts }: RawReplies): string {
  const away = nodes.filter((node) => node.roundTripMs === null).map(({ address }) => address)
  const rest = away.length === 0 ? '' : `; no answer from ${away.join(', ')}`
  if (isStalled) return `Each node answers for itself, and not for the cluster: one of them hangs${rest}`
  const failure = failures['GET /api/overview'] ?? failures['GET /api/nodes']
  if (failure !== undefined) throw errorOf(failure, tagFix)
  const missing = missingVhosts(replies, vhosts)
  if (missing.length > 0)
    throw new OrreryError('not-found', `No virtual host named ${missing.join(', ')} is seen`, {
      fix: 'Correct vhost=…, or let the user enter it: rabbitmqctl set_permissions -p <vhost> <user> "^$" "^$" "^$"',
    })
  const { queues } = countsIn(replies['GET /api/overview'])
  return `${queues} queues, ${nodes.length - away.length} of ${nodes.length} nodes answer by themselves${rest}`
}

/** Those that there are not, as far as that is told; and those of which nothing is seen. */
function missingVhosts(replies: RawReplies['replies'], wanted: readonly string[]): readonly string[] {
  const all = new Set(listIn(replies['GET /api/vhosts']).map((vhost) => textIn(vhost, 'name')))
  const seen = new Set(listIn(replies['GET /api/exchanges']).map((exchange) => textIn(exchange, 'vhost')))
  const isRead = replies['GET /api/exchanges'] !== undefined
  return wanted.filter((vhost) => (all.size > 0 && !all.has(vhost)) || (isRead && !seen.has(vhost)))
}
