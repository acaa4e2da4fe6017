#!/usr/bin/env node
// Plain JavaScript, because any Node from 18 on may start it. Set-up talks on stderr: stdout is the command's.
import '../scripts/lib/end-with-parent.mjs'
import { rightNode } from '../scripts/lib/right-node.mjs'
import { setUp } from '../scripts/lib/set-up.mjs'

await rightNode(import.meta.url)
await setUp({ build: true })
await import(new URL('../out/main/headless.js', import.meta.url).href)
