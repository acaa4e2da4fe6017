import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8's young generation at the 8 MB that it has when everything is loaded. Left alone it is 128 MB after the first
 * sample of a large cluster, and stays so for the little that each later one throws away.
 * By a flag that V8 reads each time it would grow: `--max-semi-space-size` counts only at the start of a process, and
 * neither `bin/orrery` nor Electron's utility process is started with flags.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
