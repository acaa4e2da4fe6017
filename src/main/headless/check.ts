import type { Finding } from '../../shared/api/findings.ts'
import { asOrreryError, type ErrorData } from '../../shared/base/errors.ts'
import { waitForSamples } from '../core/wait-for-samples.ts'
import type { CheckCommand } from './args.ts'
import { toJson } from './json.ts'
import { type Observing, observe } from './observe.ts'
import type { InstalledAt } from '../core/installed-at.ts'
import { say } from './say.ts'
import { unlessEnded, untilEnded } from './until-ended.ts'

type Target = Observing['targets'][number]

/** What `check --json` prints of one target; docs/status-json.md. */
export interface CheckedTarget {
  readonly target: string
  readonly system: string
  /** First and last sample, epoch ms; null: none. */
  readonly from: number | null
  readonly to: number | null
  readonly findings: readonly PrintedFinding[]
  /** Ids of the rules that are content. */
  readonly ok: readonly string[]
  readonly unknown: readonly { readonly rule: string; readonly missing: string }[]
  readonly error: ErrorData | null
}

type PrintedFinding = Pick<
  Finding,
  'rule' | 'severity' | 'entity' | 'title' | 'since' | 'evidence' | 'why' | 'fix'
> & {
  /** The cause, as `rule entity`, where another finding explains this one. */
  readonly explainedBy?: string
}

/** Time beyond the samples' own that connecting and slow answers may take. */
const patienceMs = 60_000

/** @returns 0: nothing from warning up; 1: findings; 2: could not observe */
export async function check(command: CheckCommand, place: InstalledAt): Promise<number> {
  await using observing = await observe(command, place)
  // awaited here: what is observed is disposed of when this function returns
  return await (command.samples === undefined
    ? watch(observing)
    : checkOnce(observing, command, command.samples))
}

async function checkOnce(
  observing: Observing,
  { json, intervalMs }: CheckCommand,
  samples: number,
): Promise<number> {
  const limitMs = samples * intervalMs + patienceMs
  const wait = (id: string) => waitForSamples(observing.core.observatory, id, { count: samples, limitMs })
  const checked = async (target: Target) => {
    say(`Observing ${target.name}: ${samples} samples, ${intervalMs} ms apart…`)
    return checkedTarget(observing, target, await failureOf(wait(target.id)))
  }
  const targets = await unlessEnded(Promise.all(observing.targets.map(checked)))
  if (targets === undefined) return 2
  process.stdout.write(json ? `${toJson({ targets }, 2)}\n` : targets.map(inWords).join('\n'))
  return exitCode(targets)
}

async function failureOf(work: Promise<void>): Promise<ErrorData | null> {
  try {
    await work
    return null
  } catch (thrown) {
    return asOrreryError(thrown).toData()
  }
}

function checkedTarget(
  { core: { observatory } }: Observing,
  target: Target,
  error: ErrorData | null,
): CheckedTarget {
  const observed = observatory.observed(target.id)
  const { extent } = observed.state()
  const held = new Map(observed.pending().map((each) => [each.rule, each]))
  const heldUnknown = [...held.values()].map(({ rule, entity, since, holdMs }) => ({
    rule,
    missing: `Claimed of ${entity} for ${(extent?.to ?? since) - since} ms, judged after ${holdMs} ms: more samples`,
  }))
  const is = (verdict: string) => observed.verdicts.filter((each) => each.is === verdict)
  return {
    target: target.name,
    system: target.system,
    from: extent?.from ?? null,
    to: extent?.to ?? null,
    findings: withCauses(observatory.store.openFindings(target.id)),
    ok: is('ok').flatMap(({ rule }) => (held.has(rule) ? [] : [rule])),
    unknown: [
      ...is('unknown').map(({ rule, missing = '' }) => ({ rule, missing })),
      ...heldUnknown.filter(({ rule }) => is('ok').some((each) => each.rule === rule)),
    ],
    error,
  }
}

function printed({ rule, severity, entity, title, since, evidence, why, fix }: Finding): PrintedFinding {
  return { rule, severity, entity, title, since, evidence, why, fix }
}

function withCauses(findings: readonly Finding[]): readonly PrintedFinding[] {
  return findings.map((finding) => {
    const cause = findings.find(({ id }) => id === finding.explainedBy)
    return cause === undefined
      ? printed(finding)
      : { ...printed(finding), explainedBy: `${cause.rule} ${cause.entity}` }
  })
}

function exitCode(targets: readonly CheckedTarget[]): number {
  if (targets.some(({ error }) => error !== null)) return 2
  return targets.some(({ findings }) => findings.some(({ severity }) => severity !== 'info')) ? 1 : 0
}

function inWords({ target, findings, ok, unknown, error }: CheckedTarget): string {
  const lines = [
    ...(error === null ? [] : [`  could not observe: ${error.message}`]),
    ...findings.map(({ severity, title, fix }) => `  ${severity}: ${title}\n    ${fix}`),
    ...unknown.map(({ rule, missing }) => `  unknown: ${rule} (${missing})`),
    `  ${ok.length} rules are content`,
  ]
  return `${target}\n${lines.join('\n')}\n`
}

/** A line for each finding that opens or closes, until it is ended. */
async function watch(observing: Observing): Promise<number> {
  const { core, targets } = observing
  const names = new Map(targets.map(({ id, name }) => [id, name]))
  using _edges = core.observatory.findingEdges.subscribe({
    value: ({ at, event, finding }) =>
      process.stdout.write(
        `${toJson({ at, event, target: names.get(finding.targetId), ...printed(finding) })}\n`,
      ),
    error: () => undefined,
  })
  using _failures = core.observatory.targetChanges.subscribe({
    value: tellFailures(),
    error: () => undefined,
  })
  say(`Watching ${[...names.values()].join(', ')}. Ctrl-C ends it.`)
  await untilEnded({ withParent: false })
  const failure = (id: string) => core.observatory.observed(id).state().error ?? null
  return exitCode(targets.map((target) => checkedTarget(observing, target, failure(target.id))))
}

/** Says once when a target begins to fail, and once when it answers again. */
function tellFailures() {
  const failing = new Set<string>()
  return (states: readonly { config: { id: string; name: string }; error?: { message: string } }[]) => {
    for (const { config, error } of states) {
      if (error !== undefined && !failing.has(config.id)) say(`${config.name}: ${error.message}`)
      if (error === undefined && failing.has(config.id)) say(`${config.name} answers again`)
      if (error === undefined) failing.delete(config.id)
      else failing.add(config.id)
    }
  }
}
