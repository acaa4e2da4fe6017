import * as electron from 'electron'
import { join } from 'node:path'
import { runShell } from './shell/shell.ts'

/** Electron's entry. Lies, built, in `out/main`, beside `out/preload` and `out/renderer`. */
const root = join(import.meta.dirname, '../..')

// not awaited: Electron is not ready before this module has ended
void runShell(electron, {
  page: join(root, 'out/renderer/index.html'),
  preload: join(root, 'out/preload/index.cjs'),
  collector: join(root, 'out/main/collector.js'),
  resourcesFolder: electron.app.isPackaged ? process.resourcesPath : join(root, 'resources'),
  // unpacked, Electron's second argument is the folder of the program
  args: process.argv.slice(electron.app.isPackaged ? 1 : 2),
})
