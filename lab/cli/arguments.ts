import { parseArgs } from 'node:util'
import { LabError } from '../lab-error.ts'
import { kinds } from './kinds.ts'

export const drills = ['kill', 'pause', 'resume', 'start', 'restart', 'logs'] as const
export type Drill = (typeof drills)[number]

export interface UpOptions {
  /** Of `kinds.ts`. */
  readonly kinds: readonly string[]
  readonly traffic: boolean
  readonly sasl: boolean
  readonly brokers: number
  readonly voters: number
  readonly observers: number
  readonly json: boolean
  readonly withParent: boolean
}

export type Command =
  | { readonly do: 'help' }
  | ({ readonly do: 'up' } & UpOptions)
  | { readonly do: 'list'; readonly json: boolean }
  | { readonly do: 'down'; readonly cluster: string | undefined }
  | { readonly do: Drill; readonly server: string; readonly cluster: string | undefined }

export const usage = `Real clusters on this machine's loopback.

  npm run lab -- up kind …   starts them, and keeps them until Ctrl-C; kinds are
      ${Object.keys(kinds).join(', ')}
      --traffic         clients that make them live
      --brokers n       1 or 3 (3 unless told)
      --sasl            kafka: also a listener with PLAIN and SCRAM, and an authorizer
      --voters n        zookeeper: 1, 3 or 5 (3 unless told);  --observers n (1 unless told)
      --json            one JSON object a line on stdout
      --with-parent     end when stdin closes; does what is asked there (cli/parent.ts)
  npm run lab -- list [--json]                   what is up, in whatever terminal
  npm run lab -- down [cluster]                  ends one, or all
  npm run lab -- kill 2                          also pause, resume, start, restart, logs; of a Kafka broker by
      --of cluster                               its number, of ZooKeeper below Kafka as zookeeper-2
`

/** @throws LabError that names what is wrong and shows the usage */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parsed(args)
  const [name, ...rest] = positionals
  if (name === undefined || name === 'help' || values.help) return { do: 'help' }
  if (name === 'list') return { do: 'list', json: values.json }
  if (name === 'down') return { do: 'down', cluster: rest[0] }
  const drill = drills.find((known) => known === name)
  if (drill) return { do: drill, server: rest[0] ?? wrong(`${name} what?`), cluster: values.of }
  if (name !== 'up') return wrong(`There is no command ${name}`)
  if (rest.length === 0) return wrong('up what?')
  const count = (text: string, allowed: readonly number[]) =>
    allowed.find((number) => String(number) === text) ?? wrong(`${text} is not one of ${allowed.join(', ')}`)
  return {
    do: 'up',
    kinds: rest.map((kind) => (kind in kinds ? kind : wrong(`There is no ${kind}`))),
    traffic: values.traffic,
    sasl: values.sasl,
    brokers: count(values.brokers, [1, 3]),
    voters: count(values.voters, [1, 3, 5]),
    observers: count(values.observers, [0, 1, 2]),
    json: values.json,
    withParent: values['with-parent'],
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        traffic: { type: 'boolean', default: false },
        sasl: { type: 'boolean', default: false },
        brokers: { type: 'string', default: '3' },
        voters: { type: 'string', default: '3' },
        observers: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        'with-parent': { type: 'boolean', default: false },
        of: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
}

function wrong(what: string): never {
  throw new LabError(what, { fix: usage })
}
