#!/usr/bin/env node
// Plain JavaScript, because any Node from 18 on may start it: npm run bench [-- kafka|zookeeper|store|window …]
import './lib/end-with-parent.mjs'
import { rightNode } from './lib/right-node.mjs'
import { setUp } from './lib/set-up.mjs'
import { buildZookeeperClient } from './lib/zookeeper-client.mjs'

await rightNode(import.meta.url)
await setUp({ build: true })
await buildZookeeperClient()
await import('./bench.ts')
