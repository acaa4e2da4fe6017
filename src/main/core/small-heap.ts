import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the memory of the first sample of a large cluster from staying. Left alone, V8 makes the young generation 128 MB then,
 * for the little that each later sample throws away, and lets the old one grow several times over before it collects.
 * - The young generation stays at the 8 MB that it has when everything is loaded.
 * - The old one is collected when it has grown by a third.
 * Both are flags that V8 reads each time it decides: `--max-semi-space-size` counts only at the start of a process, and
 * neither `bin/orrery` nor Electron's utility process is started with flags.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=30')
}
