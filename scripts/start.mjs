#!/usr/bin/env node
// Plain JavaScript, because any Node from 18 on may start it: npm start [-- --lab] [-- --headless] [TARGET…]
import './lib/end-with-parent.mjs'
import { fileURLToPath } from 'node:url'
import { findElectron } from './lib/electron.mjs'
import { become } from './lib/processes.mjs'
import { rightNode } from './lib/right-node.mjs'
import { root, say } from './lib/say.mjs'
import { setUp } from './lib/set-up.mjs'

await rightNode(import.meta.url)
await setUp({ build: true })

const args = process.argv.slice(2).filter((arg) => arg !== '--headless')
const electron = process.argv.includes('--headless')
  ? { reason: '--headless was given' }
  : await findElectron()
if ('binary' in electron) await become(electron.binary, [fileURLToPath(root), ...args])
else {
  say(`Starting without Electron (${electron.reason}): the window is a page in your browser`)
  const headless = fileURLToPath(new URL('out/main/headless.js', root))
  const endWithParent = new URL('scripts/lib/end-with-parent.mjs', root).href
  await become(process.execPath, [`--import=${endWithParent}`, headless, 'serve', '--open', ...args])
}
