#!/usr/bin/env node
// Plain JavaScript, because any Node from 18 on may start it: npm test [-- unit|lab|e2e|check …]
import './lib/end-with-parent.mjs'
import { rightNode } from './lib/right-node.mjs'
import { setUp } from './lib/set-up.mjs'

await rightNode(import.meta.url)
// only the lab and the browser start the product
const parts = process.argv.slice(2)
await setUp({ build: parts.length === 0 || parts.includes('lab') || parts.includes('e2e') })
await import('./test-parts.ts')
