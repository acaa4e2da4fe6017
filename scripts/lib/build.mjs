import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './processes.mjs'
import { root, saying } from './say.mjs'

/** What the product is built from. */
const inputs = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/**
 * Builds the product into `out/` if its sources changed since it was built last.
 * @returns {Promise<boolean>} whether it is built
 */
export async function build() {
  const folder = fileURLToPath(root)
  const note = join(folder, 'out/.built-from')
  const sources = fingerprint(inputs.map((input) => join(folder, input)))
  if (existsSync(note) && readFileSync(note, 'utf8') === sources) return true
  rmSync(note, { force: true })
  const vite = join(folder, 'node_modules/electron-vite/bin/electron-vite.js')
  const args = [vite, 'build', '--logLevel', 'warn']
  const code = await saying('Building', () => run(process.execPath, args, { cwd: folder }))
  if (code !== 0) return false
  writeFileSync(note, sources)
  return true
}

/**
 * Names, sizes and times of all files: tells any edit, also a deletion, in a few milliseconds.
 * @param {readonly string[]} places files and folders
 */
export function fingerprint(places) {
  const hash = createHash('sha256')
  for (const path of places.flatMap(files)) {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/**
 * @param {string} place
 * @returns {string[]}
 */
function files(place) {
  if (!statSync(place).isDirectory()) return [place]
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
