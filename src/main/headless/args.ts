import { parseArgs } from 'node:util'
import { OrreryError } from '../../shared/base/errors.ts'
import { parseDuration } from './duration.ts'

interface Common {
  /** Names or connection strings. */
  readonly targets: readonly string[]
  readonly targetsFile: string | undefined
}

export interface ServeCommand extends Common {
  readonly name: 'serve'
  /** 0: a free one. */
  readonly port: number
  readonly dataDir: string | undefined
  readonly lab: boolean
  readonly open: boolean
  /** Ends when stdin does: whoever started it is gone. */
  readonly withParent: boolean
}

export interface StatusCommand extends Common {
  readonly name: 'status'
}

export interface CheckCommand extends Common {
  readonly name: 'check'
  readonly json: boolean
  readonly intervalMs: number
  /** Undefined: until it is ended. */
  readonly samples: number | undefined
}

export interface LabCommand {
  readonly name: 'lab'
  readonly args: readonly string[]
}

export type Command =
  ServeCommand | StatusCommand | CheckCommand | LabCommand | { readonly name: 'help' | 'version' }

const options = {
  port: { type: 'string' },
  targets: { type: 'string' },
  data: { type: 'string' },
  lab: { type: 'boolean' },
  open: { type: 'boolean' },
  'with-parent': { type: 'boolean' },
  json: { type: 'boolean' },
  interval: { type: 'string' },
  samples: { type: 'string' },
  watch: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

type Option = keyof typeof options

/** Which options each command takes. */
const taken: Readonly<Record<'serve' | 'status' | 'check', readonly Option[]>> = {
  serve: ['port', 'targets', 'data', 'lab', 'open', 'with-parent'],
  status: ['targets', 'json'],
  check: ['targets', 'json', 'interval', 'samples', 'watch'],
}

/** Longest hold time of a rule that is judged by default: a replica may lag for 30 s before that says anything. */
const defaultCheckMs = 30_000

/** @param args without node and the script @throws OrreryError `invalid` with one clear line */
export function parseCommand(args: readonly string[]): Command {
  const [first] = args
  // the lab's own options are the lab's business
  if (first === 'lab') return { name: 'lab', args: args.slice(1) }
  const { values, positionals } = parse(args)
  if (values.help === true) return { name: 'help' }
  if (values.version === true) return { name: 'version' }
  const [name, ...targets] = positionals
  if (name === undefined) throw invalid('No command was given')
  if (name === 'help' || name === 'version') return { name }
  if (name !== 'serve' && name !== 'status' && name !== 'check') throw invalid(`There is no command ${name}`)
  for (const option of Object.keys(values))
    if (!taken[name].includes(option as Option)) throw invalid(`${name} takes no --${option}`)
  const common = { targets, targetsFile: values.targets }
  if (name === 'serve') return { ...common, name, ...serveOptions(values) }
  if (targets.length === 0) throw invalid(`${name} needs a target: a saved name, or kafka://host:9092`)
  return name === 'status' ? { ...common, name } : { ...common, name, ...checkOptions(values) }
}

type Values = ReturnType<typeof parse>['values']

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (cause) {
    // the first sentence says it; what follows explains `--` to programmers
    const [line = 'Bad arguments'] = (cause instanceof Error ? cause.message : String(cause)).split(/\. |\n/)
    throw new OrreryError('invalid', line, { cause, fix: seeHelp })
  }
}

function serveOptions(values: Values) {
  return {
    port: values.port === undefined ? 0 : wholeNumber('--port', values.port, 0, 65_535),
    dataDir: values.data,
    lab: values.lab === true,
    open: values.open === true,
    withParent: values['with-parent'] === true,
  }
}

function checkOptions({ json, interval = '5s', samples, watch }: Values) {
  const intervalMs = parseDuration(interval)
  if (watch === true && samples !== undefined) throw invalid('--samples and --watch exclude each other')
  const few = Math.ceil(defaultCheckMs / intervalMs) + 2
  const count = samples === undefined ? few : wholeNumber('--samples', samples, 1, 1_000_000)
  return { json: json === true, intervalMs, samples: watch === true ? undefined : count }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw invalid(`${option} ${text} is not a whole number from ${least} to ${most}`)
}

const seeHelp = 'See orrery --help.'

function invalid(message: string): OrreryError {
  return new OrreryError('invalid', message, { fix: seeHelp })
}
