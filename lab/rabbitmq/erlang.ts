import { execFile } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LabError } from '../lab-error.ts'
import type { RabbitBinaries } from './binaries.ts'

const run = promisify(execFile)
const toolLimitMs = 60_000

/** What the Erlang machines of one cluster share: their name server's port, and the secret that lets them in. */
export interface ErlangWorld {
  readonly epmdPort: number
  /** Holds `.erlang.cookie`. */
  readonly home: string
}

/** @param folder of the cluster; the home is made in it */
export async function makeWorld(folder: string, epmdPort: number): Promise<ErlangWorld> {
  const home = join(folder, 'home')
  const cookie = join(home, '.erlang.cookie')
  await mkdir(home)
  await writeFile(cookie, `orrery-lab-${epmdPort}`)
  await chmod(cookie, 0o400)
  return { epmdPort, home }
}

/** Nothing of the machine's own RabbitMQ is read, and nothing listens anywhere but on loopback. */
export function erlangEnv(binaries: RabbitBinaries, { epmdPort, home }: ErlangWorld): Record<string, string> {
  return {
    ...binaries.env,
    HOME: home,
    LC_ALL: 'C.UTF-8',
    ERL_LIBS: binaries.plugins,
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmdPort),
    ERL_MAX_PORTS: '16384',
    ERL_CRASH_DUMP_BYTES: '0',
    RABBITMQ_HOME: binaries.home,
    RABBITMQ_PLUGINS_DIR: binaries.plugins,
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
  }
}

export const loopbackOnly = ['-kernel', 'inet_dist_use_interface', '{127,0,0,1}'] as const

export type ToolName = 'rabbitmqctl' | 'rabbitmq-diagnostics' | 'rabbitmq-queues' | 'rabbitmq-streams'

/**
 * Runs one of RabbitMQ's own command-line tools against a node.
 * @param nodeName e.g. `rabbit-1@localhost`
 * @returns what it printed
 */
export async function runRabbitTool(
  binaries: RabbitBinaries,
  world: ErlangWorld,
  name: ToolName,
  nodeName: string,
  args: readonly string[],
): Promise<string> {
  const boot = ['+B', '+S', '1:1', '-boot', 'start_clean', '-noinput', '-noshell', '-hidden', ...loopbackOnly]
  const main = ['-run', 'escript', 'start', '-escript', 'main', `${name.replace('-', '_')}_escript`]
  const script = ['-extra', join(binaries.home, 'escript', name), '--node', nodeName, ...args]
  try {
    const { stdout } = await run(binaries.erl, [...boot, ...main, ...script], {
      timeout: toolLimitMs,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, ...erlangEnv(binaries, world) },
    })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n')
    throw new LabError(`${name} ${args.join(' ')} failed: ${said}`, { cause: error })
  }
}
