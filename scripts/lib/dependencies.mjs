import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nodeHeaders, npm } from './npm.mjs'
import { run } from './processes.mjs'
import { giveUp, root, say, saying } from './say.mjs'

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[] }} Locked */

/**
 * Installs what the lock file names, if something else, or nothing, is there.
 * npm itself notes what it installed, at the very end: that note is the stamp, also for an install made by hand.
 */
export async function installDependencies() {
  if (isInstalled(locked('package-lock.json'), locked('node_modules/.package-lock.json'))) return
  await saying('Installing dependencies', async () => {
    // no package may run code here; the one that must be compiled is compiled below
    const done = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
    if (!done) giveUp('npm ci failed, see above. Is the npm registry reachable?')
  })
}

/**
 * Is everything there that this machine needs, at its version, and nothing of another machine?
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
  return needed && ours && Object.keys(there).every((path) => path in lock)
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

const zookeeper = new URL('node_modules/zookeeper/', root)

/**
 * Compiles the ZooKeeper client for this Node, once. Only experiments use it: where it can't be had, all else works.
 */
export async function buildZookeeper() {
  const note = new URL('.orrery-built', zookeeper)
  if (existsSync(note) && readFileSync(note, 'utf8') === zookeeperState()) return
  if (!(await loadsZookeeper()))
    await saying('Compiling the ZooKeeper client of the experiments', () =>
      npm(['rebuild', 'zookeeper'], nodeHeaders()),
    )
  if (!(await loadsZookeeper()))
    say(
      'No ZooKeeper client (it takes a C++ compiler, make and Python 3): only experiments on ZooKeeper are off',
    )
  writeFileSync(note, zookeeperState())
}

/** For which Node it was tried, and what lay there then. */
function zookeeperState() {
  const binary = new URL('build/Release/zookeeper.node', zookeeper)
  return `${process.versions.modules} ${existsSync(binary) ? statSync(binary).mtimeMs : 'none'}`
}

async function loadsZookeeper() {
  const options = { cwd: fileURLToPath(root), stdio: /** @type {const} */ ('ignore') }
  return (await run(process.execPath, ['-e', "require('zookeeper')"], options)) === 0
}
