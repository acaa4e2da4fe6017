import { existsSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './processes.mjs'
import { root } from './say.mjs'

/** What a person may have set for npm, and what must survive; all else that starts with npm_ comes from an outer npm. */
const kept =
  /^npm_config_(cache|registry|userconfig|globalconfig|cafile|proxy|https_proxy|noproxy|loglevel)$/i

/** The environment for an inner npm: this Node first, and nothing that `npm start` or npx left behind. */
function npmEnvironment() {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_/i.test(key) || kept.test(key)),
  )
  // npm's own first line and every install script look for `node` in PATH
  env['PATH'] = dirname(process.execPath) + delimiter + (process.env['PATH'] ?? '')
  return env
}

/**
 * Where a compiler finds the headers of this Node, for `npm rebuild`. It wins over the nodedir in a user's .npmrc, which
 * may belong to another Node; without it node-gyp would fetch them.
 * @returns {Record<string, string>}
 */
export function nodeHeaders() {
  const prefix = dirname(dirname(process.execPath))
  return existsSync(join(prefix, 'include/node/node_version.h')) ? { npm_config_nodedir: prefix } : {}
}

/**
 * Runs npm in the project's folder.
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] beside the cleaned environment
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function npm(args, env) {
  const options = { cwd: fileURLToPath(root), env: { ...npmEnvironment(), ...env } }
  const outer = process.env['npm_execpath'] ?? ''
  if (basename(outer) === 'npm-cli.js') return (await run(process.execPath, [outer, ...args], options)) === 0
  // on Windows npm is a .cmd, which only a shell starts
  return (await run('npm', args, { ...options, shell: process.platform === 'win32' })) === 0
}
