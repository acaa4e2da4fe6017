import { existsSync, mkdtempDisposableSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './processes.mjs'
import { root } from './say.mjs'
import { oneFailed, sum, type Tally } from './tally.ts'

/** A project of vitest.config.ts. */
export type Part = 'unit' | 'lab' | 'try' | 'e2e'

/** What vitest's JSON reporter writes, as far as it is read here. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/** Runs one part's tests, shown as they go, and counts them. */
export async function runVitest(part: Part, env: Readonly<Record<string, string>> = {}): Promise<Tally> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'orrery-tests-'))
  const file = join(folder.path, 'report.json')
  const vitest = fileURLToPath(new URL('node_modules/vitest/vitest.mjs', root))
  const args = [
    vitest,
    'run',
    '--project',
    part,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const options = { cwd: fileURLToPath(root), env: { ...process.env, ...env }, stdio: 'inherit' } as const
  const code = await run(process.execPath, args, options)
  return count(
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : { testResults: [] },
    code,
  )
}

/**
 * A file that failed without a failed test (it didn't load, or its clean-up failed) counts as one failure, and so does
 * a run that failed for no reason in its report.
 */
export function count(report: VitestReport, exitCode: number): Tally {
  const tally = sum(
    report.testResults.map(({ status, assertionResults }) => {
      const passed = assertionResults.filter((one) => one.status === 'passed').length
      const failed = assertionResults.filter((one) => one.status === 'failed').length
      const skipped = assertionResults.length - passed - failed
      return { passed, failed: failed === 0 && status === 'failed' ? 1 : failed, skipped }
    }),
  )
  return exitCode !== 0 && tally.failed === 0 ? sum([tally, oneFailed]) : tally
}
