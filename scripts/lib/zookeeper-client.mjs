import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nodeHeaders, npm } from './npm.mjs'
import { run } from './processes.mjs'
import { root, say, saying } from './say.mjs'

const folder = new URL('node_modules/zookeeper/', root)

/**
 * Compiles ZooKeeper's C client for this Node, once: it is the witness that the bench measures against. Nothing else
 * uses it, so nobody who only starts Orrery waits for a compiler.
 */
export async function buildZookeeperClient() {
  const note = new URL('.orrery-built', folder)
  if (existsSync(note) && readFileSync(note, 'utf8') === state()) return
  if (!(await loads()))
    await saying('Compiling the ZooKeeper client', () => npm(['rebuild', 'zookeeper'], nodeHeaders()))
  if (!(await loads()))
    say('No ZooKeeper client: it takes a C++ compiler, make and Python 3. The bench has no reference for it.')
  writeFileSync(note, state())
}

/** For which Node it was tried, and what lay there then. */
function state() {
  const binary = new URL('build/Release/zookeeper.node', folder)
  return `${process.versions.modules} ${existsSync(binary) ? statSync(binary).mtimeMs : 'none'}`
}

async function loads() {
  const options = { cwd: fileURLToPath(root), stdio: /** @type {const} */ ('ignore') }
  return (await run(process.execPath, ['-e', "require('zookeeper')"], options)) === 0
}
