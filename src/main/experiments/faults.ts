import type { Resource } from '../../shared/api/experiments.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Fault, FaultServer } from '../systems/experiment.ts'
import type { FaultControl } from './parts.ts'
import type { Line } from './line.ts'

const faultKind = 'fault'
const undoing = { pause: 'resume', kill: 'start' } as const

const said: Readonly<Record<Fault, string>> = {
  pause: 'is paused (SIGSTOP): its sockets stay open, nothing answers',
  resume: 'goes on (SIGCONT)',
  kill: 'is killed (SIGKILL): no goodbye, its sockets are closed by the system',
  start: 'is started again, and answers',
}

/** What stands in the journal while a fault lasts; undefined: this one ends faults. */
export function faultResource(fault: Fault, endpoint: string): Resource | undefined {
  return fault in undoing ? { kind: faultKind, name: `${fault} ${endpoint}` } : undefined
}

/** What a fault makes good. */
export function undoneBy(fault: Fault, endpoint: string): Resource | undefined {
  const ended = (['pause', 'kill'] as const).find((each) => undoing[each] === fault)
  return ended && faultResource(ended, endpoint)
}

export function isFault({ kind }: Resource): boolean {
  return kind === faultKind
}

/** Paused servers go on before killed ones are started: those may need the others to come back. */
export function inOrderOfUndoing(left: readonly Resource[]): readonly Resource[] {
  const isKill = ({ name }: Resource) => name.startsWith('kill ')
  return left.filter(isFault).toSorted((a, b) => Number(isKill(a)) - Number(isKill(b)))
}

/** Makes good what stands in the journal. @returns how it is now, in words */
export async function undo(
  control: FaultControl | undefined,
  { name }: Resource,
  signal: AbortSignal,
): Promise<string> {
  const [made, endpoint = ''] = name.split(' ')
  const server = control?.servers.find((each) => each.endpoint === endpoint)
  if (control === undefined || server === undefined)
    return `${endpoint} is gone with the cluster it was part of`
  const fault = undoing[made as keyof typeof undoing]
  try {
    await control.fault(fault, endpoint, signal)
  } catch (thrown) {
    signal.throwIfAborted()
    if (fault !== 'start') throw thrown
    // the run may have been stopped while it was starting
    await control.fault('kill', endpoint, signal)
    await control.fault('start', endpoint, signal)
  }
  signal.throwIfAborted()
  return `${server.name} ${said[fault]}`
}

export function faultLine({ name, endpoint }: FaultServer, fault: Fault): Line {
  const tone = fault === 'kill' ? 'bad' : fault === 'pause' ? 'warn' : 'ok'
  return { kind: 'fault', actor: name, what: fault, says: `${name} ${said[fault]}`, tone, data: { endpoint } }
}

/** @throws OrreryError `forbidden` where it isn't a server of a cluster that Orrery started */
export function serverOf(control: FaultControl | undefined, endpoint: string): FaultServer {
  const server = control?.servers.find((each) => each.endpoint === endpoint)
  if (server !== undefined) return server
  throw new OrreryError('forbidden', `${endpoint} is no server that Orrery started: nothing is done to it`)
}
