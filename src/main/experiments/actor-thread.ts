import type { MessagePort } from 'node:worker_threads'
import { asOrreryError, OrreryError } from '../../shared/base/errors.ts'
import type { ActorBody, ActorModules } from '../systems/experiment.ts'
import type { ActorStart, FromActor, ToActor } from './actor-messages.ts'

/** The thread's side of an actor: loads one client, does as it is asked, and tells what the client tells. */
export async function actorThread(
  port: MessagePort,
  start: ActorStart,
  systems: Readonly<Record<string, () => Promise<ActorModules>>>,
): Promise<void> {
  const say = (message: FromActor) => port.postMessage(message)
  try {
    const { module, options } = start
    const load = (await systems[start.system]?.())?.[module]
    if (load === undefined) throw new OrreryError('bug', `${start.system} has no actor ${module}`)
    const body = await (await load())(options, (told) => say({ say: 'told', told }))
    port.on('message', (message: ToActor) => void obey(body, message, say))
    say({ say: 'ready' })
  } catch (thrown) {
    say({ say: 'failed', error: asOrreryError(thrown).toData() })
  }
}

async function obey(body: ActorBody, message: ToActor, say: (message: FromActor) => void): Promise<void> {
  if (message.say === 'end') {
    await body[Symbol.asyncDispose]()
    return say({ say: 'ended' })
  }
  const { id, command, arg } = message
  try {
    const run = Object.hasOwn(body.commands, command) ? body.commands[command] : undefined
    if (run === undefined) throw new OrreryError('bug', `The actor knows no command ${command}`)
    say({ say: 'answer', id, value: await run(arg) })
  } catch (thrown) {
    say({ say: 'answer', id, error: asOrreryError(thrown).toData() })
  }
}
