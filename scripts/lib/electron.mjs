import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './processes.mjs'
import { root, saying } from './say.mjs'

const folder = fileURLToPath(new URL('node_modules/electron/', root))
/** Written when the download failed, so that a machine without that network doesn't wait at every start. */
const failed = fileURLToPath(new URL('.cache/electron-failed', root))
const retryAfterMs = 60 * 60_000

/** @typedef {{ binary: string } | { reason: string }} Electron */

/**
 * Electron's binary, fetched if it isn't there; or why there is none.
 * @returns {Promise<Electron>}
 */
export async function findElectron() {
  const reason = whyNot()
  if (reason) return { reason }
  const there = binary()
  if (there) return { binary: there }
  if (triedLately()) return { reason: 'its download failed less than an hour ago' }
  await saying('Fetching Electron, once (ORRERY_HEADLESS=1 does without)', () =>
    run(process.execPath, [join(folder, 'install.js')], { timeout: 300_000, stdio: 'ignore' }),
  )
  const now = binary()
  if (now) return { binary: now }
  writeFileSync(failed, '')
  return { reason: 'it could not be downloaded' }
}

/** What stands against a window of our own, whether Electron is there or not. */
function whyNot() {
  if (process.env['ORRERY_HEADLESS']) return 'ORRERY_HEADLESS is set'
  if (process.platform !== 'linux') return undefined
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display'
  return process.getuid?.() === 0 ? 'as root it has no sandbox' : undefined
}

function binary() {
  const note = join(folder, 'path.txt')
  if (!existsSync(note)) return undefined
  const path = join(folder, 'dist', readFileSync(note, 'utf8'))
  return existsSync(path) ? path : undefined
}

function triedLately() {
  return existsSync(failed) && Date.now() - statSync(failed).mtimeMs < retryAfterMs
}
