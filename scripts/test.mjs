#!/usr/bin/env node
// Plain JavaScript, because any Node from 18 on may start it: npm test [-- unit|lab|try|e2e|check …]
import './lib/end-with-parent.mjs'
import { rightNode } from './lib/right-node.mjs'
import { setUp } from './lib/set-up.mjs'

await rightNode(import.meta.url)
// what is built counts among the tests
await setUp({ build: false })
await import('./test-parts.ts')
