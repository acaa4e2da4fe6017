#!/usr/bin/env node
// Plain JavaScript, because any Node from 18 on may start it: node scripts/run.mjs SCRIPT.ts [ARGUMENT…]
import './lib/end-with-parent.mjs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rightNode } from './lib/right-node.mjs'
import { giveUp } from './lib/say.mjs'
import { setUp } from './lib/set-up.mjs'

await rightNode(import.meta.url)
await setUp({ build: false })
const script = process.argv[2]
if (!script) giveUp('Usage: node scripts/run.mjs SCRIPT.ts [ARGUMENT…]')
// the script finds its own name and arguments where it would have found them, started by itself
process.argv.splice(1, 2, resolve(script))
await import(pathToFileURL(resolve(script)).href)
