import { setTimeout as sleep } from 'node:timers/promises'
import type { Parameters } from '../../shared/api/experiments.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Actor, Fault, ProxiedLine, RunContext } from '../systems/experiment.ts'
import type { Connection } from '../systems/system.ts'
import { startActor } from './actor.ts'
import { faultLine, faultResource, serverOf, undoneBy } from './faults.ts'
import { line, type Line } from './line.ts'
import { nameOf, prefixOf } from './names.ts'
import type { FaultControl, Limits } from './parts.ts'
import { openLine, type LineFault } from './proxy.ts'
import type { RunLog } from './run-log.ts'
import { disposed, mayGoUnheard, settled } from '../../shared/base/settled.ts'
import { until } from './until.ts'
import { watch } from './watcher.ts'

export interface ContextParts {
  readonly log: RunLog
  readonly system: string
  readonly connection: Connection
  readonly parameters: Parameters
  readonly faults: FaultControl | undefined
  readonly actorWorker: URL
  readonly limitsMs: Limits
  readonly signal: AbortSignal
  /** Something that no step awaits went wrong: the run cannot go on. */
  fail(error: OrreryError): void
}

/** Many times what a run should tell: one that tells more would fill memory and history. */
const mostEntries = 100_000

/** What the steps of a run use, and how all of it is given back. */
export interface OpenContext {
  readonly context: RunContext
  /** Clients say goodbye, what was held is let go, lines close. What was journalled is not touched. */
  close(): Promise<void>
}

export function openContext(parts: ContextParts): OpenContext {
  const { log, signal, limitsMs } = parts
  const { id } = log.run
  const actors = new Set<Actor>()
  const lines = new Set<ProxiedLine>()
  const held: (Disposable | AsyncDisposable)[] = []
  let isClosed = false
  const tell = (told: Line) => {
    if (isClosed) return
    if (log.entries.length < mostEntries) return log.tell(told)
    parts.fail(new OrreryError('bug', `Its clients told more than ${mostEntries} lines`))
  }
  const context: RunContext = {
    connection: parts.connection,
    parameters: parts.parameters,
    signal,
    name: (part) => nameOf(id, part),
    creating(resource) {
      signal.throwIfAborted()
      if (!resource.name.includes(prefixOf(id)))
        throw new OrreryError('bug', `${resource.name} is not named ${prefixOf(id)}…: it is not created`)
      log.record(line.resource('creating', resource, ''))
    },
    tell: (kind, actor, { what, says, tone, data = null }) =>
      tell({ kind, actor, what, says, data, ...(tone === undefined ? {} : { tone }) }),
    entries: () => log.entries,
    until: (what, holds, limitMs) => mayGoUnheard(until(log, { what, holds, limitMs }, signal)),
    pass: (ms) => mayGoUnheard(pass(ms, signal)),
    watch: (hz, read) =>
      watch({ hz, read, limitMs: limitsMs.call, onFailure: (error) => tell(unread(error)) }, signal),
    async actor(name, module, options) {
      const actor = await startActor(
        {
          name,
          worker: parts.actorWorker,
          start: { system: parts.system, module, options },
          limitsMs,
          tell: (told) => context.tell('client', name, told),
          onCrash: parts.fail,
        },
        signal,
      )
      actors.add(actor)
      return actor
    },
    async proxy(endpoint) {
      const opened = await openLine(endpoint, (fault) => tell(lineFault(endpoint, fault)), signal)
      lines.add(opened)
      return opened
    },
    hold(resource) {
      held.push(resource)
      return resource
    },
    fault: (fault, endpoint) => doFault(parts, fault, endpoint),
  }
  return {
    context,
    async close() {
      await Promise.all([...actors].map((actor) => actor[Symbol.asyncDispose]()))
      await settled(letGo(held.toReversed(), limitsMs.goodbye), 2 * limitsMs.goodbye)
      await Promise.all([...lines].map((each) => each[Symbol.asyncDispose]()))
      // a step that hears nothing tells nothing any more either
      isClosed = true
    },
  }
}

async function pass(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted())
}

async function letGo(held: readonly (Disposable | AsyncDisposable)[], limitMs: number): Promise<void> {
  for (const each of held) await disposed(each, limitMs)
}

/** In the journal as long as it lasts, so that whatever happens it is undone. */
async function doFault({ faults, log, signal }: ContextParts, fault: Fault, endpoint: string): Promise<void> {
  signal.throwIfAborted()
  const server = serverOf(faults, endpoint)
  const made = faultResource(fault, endpoint)
  if (made !== undefined) log.record(line.resource('creating', made, ''))
  await faults?.fault(fault, endpoint, signal)
  log.record(faultLine(server, fault))
  const ended = undoneBy(fault, endpoint)
  if (ended !== undefined) log.record(line.resource('proven', ended, ''))
}

const lineSaid: Readonly<Record<LineFault, string>> = {
  cut: 'is cut: what was open is reset, new connections are refused',
  hold: 'holds back what the server answers; what is sent to it still arrives',
  restore: 'is whole again',
}

function lineFault(endpoint: string, fault: LineFault): Line {
  const says = `Our line to ${endpoint} ${lineSaid[fault]}`
  const tone = fault === 'restore' ? 'ok' : 'warn'
  return { kind: 'fault', actor: endpoint, what: fault, says, tone, data: null }
}

function unread({ message, code }: OrreryError): Line {
  const says = `Not read: ${message}`
  return { kind: 'observed', actor: 'orrery', what: 'unreadable', says, tone: 'warn', data: { code } }
}
