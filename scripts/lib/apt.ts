import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { run } from './processes.mjs'
import { say, saying } from './say.mjs'

const policy = '/usr/sbin/policy-rc.d'

/** May packages be installed here without asking anyone? Root on Debian, Ubuntu or their kin. */
export function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/**
 * Installs, for each list, the first package that exists. No service is started: whoever tests wants the program, not a
 * server on this machine.
 */
export async function installPackages(choices: readonly (readonly string[])[]): Promise<void> {
  await saying('Reading the lists of packages', () => run('apt-get', ['update', '-qq']))
  const names = choices.flatMap((choice) => choice.find(exists) ?? [])
  if (names.length === 0) return
  using _noServices = forbidServices()
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names]
  const code = await saying(`Installing ${names.join(', ')}`, () => run('apt-get', args, { env }))
  if (code !== 0) say('apt-get failed, see above')
}

/** On Ubuntu `chromium` exists only as a snap: then there is no candidate. */
function exists(name: string): boolean {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' })
  return /Candidate: (?!\(none\))/.test(stdout ?? '')
}

/** Debian's own way to say that no package may start its service; one that is there already is left alone. */
function forbidServices(): Disposable {
  if (existsSync(policy)) return { [Symbol.dispose]: () => undefined }
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  const remove = () => rmSync(policy, { force: true })
  process.once('exit', remove)
  return {
    [Symbol.dispose]: () => {
      remove()
      process.off('exit', remove)
    },
  }
}
