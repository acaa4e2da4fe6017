import { parseArgs } from 'node:util'
import { reportFormats } from '../../shared/api/report.ts'
import type { Redaction, ReportFormat } from '../../shared/api/report.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import { parseDuration } from './duration.ts'
import { instant, invalid, listed, seeHelp, wholeNumber } from './read-option.ts'
import { type SearchCommand, searchOptions } from './search-options.ts'

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

/** Shows archives in a browser, and observes nothing. */
export interface OpenCommand {
  readonly name: 'open'
  readonly files: readonly string[]
  readonly port: number
  readonly browser: boolean
}

export interface ExportCommand extends Common {
  readonly name: 'export'
  readonly dataDir: string | undefined
  /** Epoch ms. */
  readonly from: number
  readonly to: number
  readonly out: string | undefined
  readonly replace: boolean
  readonly json: boolean
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

export interface ReportCommand {
  readonly name: 'report'
  /** Names of what is in the history, or of files of history. */
  readonly targets: readonly string[]
  readonly dataDir: string | undefined
  /** Epoch ms; undefined: an hour before the end, and the end of what there is. */
  readonly from: number | undefined
  readonly to: number | undefined
  readonly formats: readonly ReportFormat[]
  /** A folder; undefined: here. */
  readonly out: string | undefined
  readonly title: string | undefined
  readonly redact: readonly Redaction[]
}

export interface CompareCommand {
  readonly name: 'compare'
  /** One, of which two instants are compared, or two: names in the history, or files of history. */
  readonly targets: readonly string[]
  /** An archive that the names are of; undefined: the history. */
  readonly inFile: string | undefined
  readonly dataDir: string | undefined
  /** Epoch ms, of one target; undefined: an hour before the end, and the newest. */
  readonly from: number | undefined
  readonly to: number | undefined
  /** Of two targets; undefined: the newest of each. */
  readonly at: number | undefined
  readonly json: boolean
}

export interface LabCommand {
  readonly name: 'lab'
  readonly args: readonly string[]
}

export type Command =
  | ServeCommand
  | OpenCommand
  | ExportCommand
  | StatusCommand
  | CheckCommand
  | ReportCommand
  | CompareCommand
  | SearchCommand
  | LabCommand
  | { readonly name: 'help' | 'version' }

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
  from: { type: 'string' },
  to: { type: 'string' },
  at: { type: 'string' },
  in: { type: 'string' },
  target: { type: 'string', multiple: true },
  kind: { type: 'string' },
  sort: { type: 'string' },
  limit: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  title: { type: 'string' },
  redact: { type: 'string' },
  replace: { type: 'boolean' },
  'no-browser': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

type Option = keyof typeof options

/** Which options each command takes. */
const taken = {
  serve: ['port', 'targets', 'data', 'lab', 'open', 'with-parent'],
  open: ['port', 'no-browser'],
  export: ['targets', 'data', 'from', 'to', 'out', 'replace', 'json'],
  status: ['targets', 'json'],
  check: ['targets', 'json', 'interval', 'samples', 'watch'],
  report: ['data', 'from', 'to', 'format', 'out', 'title', 'redact'],
  compare: ['data', 'in', 'from', 'to', 'at', 'json'],
  search: ['data', 'in', 'target', 'kind', 'sort', 'from', 'to', 'limit', 'json'],
} as const satisfies Readonly<Record<string, readonly Option[]>>

/** Longest hold time of a rule that is judged by default: a replica may lag for 30 s before that says anything. */
const defaultCheckMs = 30_000

/** How far back an archive goes if nobody says. */
const defaultExportMs = 3_600_000

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
  if (!isCommand(name)) throw invalid(`There is no command ${name}`)
  const may: readonly string[] = taken[name]
  for (const option of Object.keys(values))
    if (!may.includes(option)) throw invalid(`${name} takes no --${option}`)
  if (name === 'report') return { name, targets, ...reportOptions(values, Date.now()) }
  if (name === 'search') return { name, ...searchOptions(targets, values, Date.now()) }
  const common = { targets, targetsFile: values.targets }
  if (name === 'serve') return { ...common, name, ...serveOptions(values) }
  if (name === 'open') return openCommand(targets, values)
  if (targets.length === 0) throw invalid(`${name} needs a target: a saved name, or kafka://host:9092`)
  if (name === 'compare') return { name, targets, ...compareOptions(targets, values, Date.now()) }
  if (name === 'export') return { ...common, name, ...exportOptions(values) }
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

const isCommand = (name: string): name is keyof typeof taken => Object.hasOwn(taken, name)

const portOf = ({ port }: Values) => (port === undefined ? 0 : wholeNumber('--port', port, 0, 65_535))

function openCommand(files: readonly string[], values: Values): OpenCommand {
  if (files.length === 0) throw invalid('open needs a file: an archive that orrery export made')
  return { name: 'open', files, port: portOf(values), browser: values['no-browser'] !== true }
}

function exportOptions({ data, from, to = 'now', out, replace, json }: Values) {
  const now = Date.now()
  const end = instant('--to', to, now)
  const start = from === undefined ? end - defaultExportMs : instant('--from', from, now)
  if (start >= end) throw invalid('--from is not before --to')
  return { dataDir: data, from: start, to: end, out, replace: replace === true, json: json === true }
}

function serveOptions(values: Values) {
  return {
    port: portOf(values),
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

function reportOptions(values: Values, now: number) {
  const { to: end, from: start, format = 'html', redact, data: dataDir, out, title } = values
  const to = end === undefined ? undefined : instant('--to', end, now)
  const from = start === undefined ? undefined : instant('--from', start, now)
  if (from !== undefined && from > (to ?? now)) throw invalid('--from lies after --to')
  return {
    ...{ dataDir, from, to, out, title },
    formats: listed('--format', format, reportFormats),
    redact: redact === undefined ? [] : listed('--redact', redact, ['hosts', 'names', 'clients'] as const),
  }
}

function compareOptions(targets: readonly string[], values: Values, now: number) {
  const { data: dataDir, in: inFile, json } = values
  const when = (option: 'from' | 'to' | 'at') => {
    const text = values[option]
    return text === undefined ? undefined : instant(`--${option}`, text, now)
  }
  const [from, to, at] = [when('from'), when('to'), when('at')]
  if (targets.length > 2) throw invalid('compare takes one target, or two')
  if (targets.length === 1 && at !== undefined)
    throw invalid('One target is compared --from an instant --to another')
  if (targets.length === 2 && (from ?? to) !== undefined)
    throw invalid('Two targets are compared --at one instant')
  if (from !== undefined && from > (to ?? now)) throw invalid('--from lies after --to')
  return { ...{ dataDir, inFile, from, to, at }, json: json === true }
}
