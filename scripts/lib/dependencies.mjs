import { existsSync, readFileSync } from 'node:fs'
import { npm } from './npm.mjs'
import { giveUp, root, saying } from './say.mjs'

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[] }} Locked */

/**
 * Installs what the lock file names, if something else, or nothing, is there.
 * npm itself notes what it installed, at the very end: that note is the stamp, also for an install made by hand.
 */
export async function installDependencies() {
  if (isInstalled(locked('package-lock.json'), locked('node_modules/.package-lock.json'))) return
  await saying('Installing dependencies', async () => {
    // no package may run code here, and none needs to
    const done = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
    if (!done) giveUp('npm ci failed, see above. Is the npm registry reachable?')
  })
}

/**
 * Is everything there that this machine needs, at its version, and nothing of another machine? More does no harm.
 * Packages for other platforms are optional in a lock file, and are missing rightly.
 * @param {Readonly<Record<string, Locked>>} lock
 * @param {Readonly<Record<string, Locked>>} there
 * @param {{ os: string, cpu: string }} [machine]
 */
export function isInstalled(lock, there, machine = { os: process.platform, cpu: process.arch }) {
  const needed = Object.entries(lock).every(
    ([path, entry]) =>
      path === '' || there[path]?.version === entry.version || (entry.optional && !there[path]),
  )
  const ours = Object.values(there).every(
    (entry) => fits(entry.os, machine.os) && fits(entry.cpu, machine.cpu),
  )
  return needed && ours
}

/**
 * @param {readonly string[] | undefined} list `['linux']`, `['!win32']`
 * @param {string} name
 */
function fits(list, name) {
  if (!list || list.includes(name)) return true
  return list.every((entry) => entry.startsWith('!')) && !list.includes(`!${name}`)
}

/**
 * @param {string} file
 * @returns {Record<string, Locked>}
 */
function locked(file) {
  const path = new URL(file, root)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {}
}
