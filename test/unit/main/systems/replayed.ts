import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding, RuleVerdict } from '../../../../src/shared/api/findings.ts'
import { Engine } from '../../../../src/main/rules/engine.ts'
import { openStore } from '../../../../src/main/store/open-store.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import type { Look } from '../../../../src/main/systems/moment.ts'
import type { Sample } from '../../../../src/main/systems/sample.ts'
import type { System } from '../../../../src/main/systems/system.ts'

const workerUrl = new URL('../../../../src/main/store/store-worker.ts', import.meta.url)
const targetId = 'drill'

/** Arguments and data of each view of a system. */
type ViewShapes<Views> = {
  readonly [V in keyof Views]: { readonly args?: unknown; readonly data: unknown }
}

/** What the rules said at each sample. */
export interface Judged {
  /** Since the first sample. */
  readonly second: number
  /** `rule entity` of the open findings, without the system's name. */
  readonly open: readonly string[]
  /** The open findings as they stood then. */
  readonly findings: readonly Finding[]
  readonly verdicts: Readonly<Record<string, RuleVerdict['is']>>
}

/** A drill in a real history, judged by the rules at every sample. */
export interface Replayed<Views extends ViewShapes<Views>> extends AsyncDisposable {
  readonly judged: readonly Judged[]
  /** All that were ever opened, as they last stood. */
  readonly findings: readonly Finding[]
  /** The moment of the last sample so many seconds after the first; live when left out. */
  look(second?: number): Look
  view<V extends keyof Views & string>(name: V, args?: Views[V]['args'], second?: number): Views[V]['data']
}

export async function replay<Views extends ViewShapes<Views>>(
  system: System,
  samples: readonly Sample[],
): Promise<Replayed<Views>> {
  const folder = mkdtempSync(join(tmpdir(), `orrery-${system.id}-`))
  const path = join(folder, 'history.orrery')
  const store = await openStore(path, workerUrl)
  const engine = new Engine({ targetId, rules: system.rules, sink: store, breakMs: 5000 })
  const findings = new Map<string, Finding>()
  const bare = (rule: string) => rule.replace(`${system.id}/`, '')
  const from = samples[0]?.at ?? 0
  const judged = samples.map((sample): Judged => {
    store.append(targetId, sample)
    const { verdicts } = engine.evaluate(live())
    const open = store.openFindings(targetId)
    for (const finding of open) findings.set(finding.id, finding)
    return {
      second: (sample.at - from) / 1000,
      findings: open,
      open: open.map(({ rule, entity }) => `${bare(rule)} ${entity}`).sort(),
      verdicts: Object.fromEntries(verdicts.map(({ rule, is }) => [bare(rule), is])),
    }
  })
  const reader = openReader(path)

  function live(): Look {
    const look = store.live(targetId)
    if (look === undefined) throw new Error('Nothing was sampled')
    return look
  }

  function look(second?: number): Look {
    if (second === undefined) return live()
    const past = reader.look(targetId, from + second * 1000)
    if (past === undefined) throw new Error(`Nothing was sampled ${second} s into the drill`)
    return past
  }

  return {
    judged,
    findings: [...findings.values()],
    look,
    view: (name, args, second) => system.views[name]?.run(look(second), args ?? {}),
    [Symbol.asyncDispose]: async () => {
      reader[Symbol.dispose]()
      await store[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Stretches of seconds during which a finding was open: [from, to], `to` the last sample that had it. */
export function openDuring(
  { judged }: { readonly judged: readonly Judged[] },
  finding: string,
): readonly (readonly [number, number])[] {
  const stretches: [number, number][] = []
  let last: [number, number] | undefined
  for (const { second, open } of judged) {
    if (!open.includes(finding)) last = undefined
    else if (last === undefined) stretches.push((last = [second, second]))
    else last[1] = second
  }
  return stretches
}
