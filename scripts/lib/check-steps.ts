import { fileURLToPath } from 'node:url'
import { lint } from './lint.ts'
import { run } from './processes.mjs'
import { root, say } from './say.mjs'
import { oneFailed, onePassed, oneSkipped, type Tally } from './tally.ts'

const tool = (path: string, ...args: string[]) =>
  run(process.execPath, [path, ...args], { cwd: fileURLToPath(root), stdio: 'inherit' }).then((code) =>
    code === 0 ? 'passed' : 'failed',
  )

/** What is checked without running the product, in the order of `npm run check`. */
const steps: Readonly<Record<string, () => Promise<'passed' | 'failed' | 'absent'>>> = {
  format: () =>
    tool('node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.'),
  lint,
  imports: () => tool('scripts/check-imports.ts'),
  types: () => tool('node_modules/typescript/bin/tsc', '-b'),
}

/**
 * Runs the steps one after the other; each counts as one test.
 * @param demanded a linter that can't be had is a failure, not a skip
 */
export async function runCheckSteps(demanded: boolean): Promise<Tally[]> {
  const tallies: Tally[] = []
  for (const [name, step] of Object.entries(steps)) {
    const outcome = await step()
    say(
      `check ${name}: ${outcome === 'absent' ? 'not run, this registry has no linter (tools/lint)' : outcome}`,
    )
    if (outcome === 'absent') tallies.push(demanded ? oneFailed : oneSkipped)
    else tallies.push(outcome === 'passed' ? onePassed : oneFailed)
  }
  return tallies
}
