import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { LabError } from '../lab-error.ts'
import { jvmArgs, type JvmPlan } from './jvm.ts'

const run = promisify(execFile)

/**
 * Runs a command-line tool of a system, a JVM of its own, to its end.
 * @returns what it wrote to stdout
 * @throws LabError with what it wrote when it ends with another code than 0, or not within `limitMs`
 */
export async function runTool(plan: Omit<JvmPlan, 'heapMb'>, limitMs: number): Promise<string> {
  try {
    const { stdout } = await run(plan.kit.java.command, jvmArgs({ ...plan, heapMb: 256 }), {
      timeout: limitMs,
      killSignal: 'SIGKILL',
      maxBuffer: 256 * 1024 * 1024,
      // a JVM reads its arguments by the locale, and a machine may have none
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n')
    throw new LabError(`${plan.mainClass} ${plan.args.join(' ')} failed: ${said}`)
  }
}
