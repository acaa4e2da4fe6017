import { formatDuration, formatInstant } from '../../../shared/base/format-time.ts'
import type { AlarmName, NodeRow, NodeState } from '../../../shared/systems/rabbitmq-views.ts'
import type { Tone } from '../../components/tone.ts'

export interface Words {
  readonly tone: Tone
  /** "runs" */
  readonly word: string
}

const states: Readonly<Record<NodeState, Words>> = {
  running: { tone: 'ok', word: 'running' },
  hangs: { tone: 'bad', word: 'hangs' },
  stopped: { tone: 'bad', word: 'stopped' },
  unreachable: { tone: 'bad', word: 'not reached' },
  closed: { tone: 'unknown', word: 'closed to us' },
  foreign: { tone: 'bad', word: 'not RabbitMQ' },
  unknown: { tone: 'unknown', word: 'not observed' },
}

/** How a node is, in a word: what keeps it from running, else its alarm. */
export function nodeWords({
  state,
  alarms,
  partitions,
}: Pick<NodeRow, 'state' | 'alarms' | 'partitions'>): Words {
  if (state !== 'running') return states[state]
  if (partitions.length > 0) return { tone: 'bad', word: 'cut off' }
  if (alarms.length > 0) return { tone: 'bad', word: alarms.map(alarmWord).join(', ') }
  return states.running
}

const alarmWords: Readonly<Record<AlarmName, string>> = {
  memory: 'memory alarm',
  disk: 'disk alarm',
  file_descriptors: 'out of file descriptors',
}

export const alarmWord = (alarm: AlarmName): string => alarmWords[alarm]

/** "since 05:23:20, 3 min 20 s" */
export function sinceText(since: number | null, at: number): string {
  if (since === null) return ''
  const lasted = Math.round((at - since) / 1000) * 1000
  const word = `since ${formatInstant(since, at)}`
  return lasted < 1000 ? word : `${word}, ${formatDuration(lasted)}`
}

/** `shortNodes` of a column of names, of which most repeat; null: not observed. */
export function shortInColumn(names: readonly (string | null | undefined)[]): (name: string) => string {
  return shortNodes([...new Set(names)].filter((name) => typeof name === 'string'))
}

/** Worst first, for sorting and for what is said of a whole group. */
export const toneRank = (tone: Tone): number => ranks.indexOf(tone)
const ranks: readonly Tone[] = ['bad', 'warn', 'unknown', 'accent', 'quiet', 'ok']

/** Nodes that don't answer, and of which nobody else can know better: what was told of them before is old. */
export function silentNodes(nodes: readonly Pick<NodeRow, 'name' | 'state'>[]): ReadonlySet<string> {
  const silent = nodes.filter(
    ({ state }) => state === 'hangs' || state === 'unreachable' || state === 'unknown',
  )
  return new Set(silent.map(({ name }) => name))
}

/** `rabbit@a` → `a` where all nodes share the part before @. */
export function shortNodes(names: readonly string[]): (name: string) => string {
  if (names.length < 2) return (name) => name
  const befores = new Set(names.map((name) => name.split('@', 1)[0]))
  const afters = new Set(names.map((name) => name.slice(name.indexOf('@') + 1)))
  if (afters.size === 1) return (name) => name.split('@', 1)[0] ?? name
  if (befores.size === 1) return (name) => name.slice(name.indexOf('@') + 1)
  return (name) => name
}
