import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { isAlive } from '../../../lab/host/folder-lock.ts'
import { until } from '../../../lab/until.ts'

export const labRoot = new URL('../../../lab/', import.meta.url)

export interface Child {
  readonly pid: number
  /** Each line of its stdout so far. */
  readonly lines: string[]
  readonly errors: string[]
  readonly ended: Promise<number | null>
  /** Waits for a line that says so, and gives what it says. */
  line(pattern: RegExp, withinMs?: number): Promise<string>
  closeInput(): void
  signal(signal: NodeJS.Signals): void
}

/** Another Node process; killed when the test ends, if it still runs. */
export function run(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Child {
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  const lines: string[] = []
  const errors: string[] = []
  collectLines(child.stdout, lines)
  collectLines(child.stderr, errors)
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  onTestFinished(() => void child.kill('SIGKILL'))
  return {
    pid: child.pid ?? 0,
    lines,
    errors,
    ended,
    line: (pattern, withinMs = 60_000) =>
      until(`a line like ${pattern.source}`, () => lines.find((line) => pattern.test(line)), {
        withinMs,
        seen: () => [...lines, ...errors],
      }),
    closeInput: () => child.stdin.end(),
    signal: (signal) => void child.kill(signal),
  }
}

/** Runs a module that has `lab` and `jarsOf` in scope. */
export function runLab(code: string, env?: NodeJS.ProcessEnv): Child {
  const imports =
    `import { lab } from ${JSON.stringify(new URL('index.ts', labRoot).href)}\n` +
    `import { jarsOf } from ${JSON.stringify(new URL('host/jars.ts', labRoot).href)}\n`
  return run(['--input-type=module', '-e', imports + code], env)
}

export function runCli(args: readonly string[], env?: NodeJS.ProcessEnv): Child {
  return run([fileURLToPath(new URL('cli.ts', labRoot)), ...args], env)
}

export function untilGone(pids: readonly number[]): Promise<boolean> {
  return until('all processes are gone', () => pids.every((pid) => !isAlive(pid)), {
    withinMs: 15_000,
    seen: () => pids.filter(isAlive),
  })
}

function collectLines(stream: NodeJS.ReadableStream, lines: string[]): void {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
  })
}
