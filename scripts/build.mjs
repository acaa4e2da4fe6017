#!/usr/bin/env node
// Plain JavaScript, because any Node from 18 on may start it. Builds into out/ what changed since the last time.
import './lib/end-with-parent.mjs'
import { rightNode } from './lib/right-node.mjs'
import { setUp } from './lib/set-up.mjs'

await rightNode(import.meta.url)
await setUp({ build: true })
