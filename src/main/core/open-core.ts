import { openStore } from '../store/open-store.ts'
import { systems } from '../systems/index.ts'
import { type Core, type CoreOptions, createCore } from './core.ts'
import type { Host } from './host.ts'
import { keepHeapSmall } from './small-heap.ts'

/** The core as every host runs it: all systems, and the store. See `createCore`. */
export function openCore(host: Host, options: CoreOptions = {}): Promise<Core> {
  keepHeapSmall()
  return createCore(host, { systems, openStore }, options)
}
