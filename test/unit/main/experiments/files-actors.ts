import { appendFile } from 'node:fs/promises'
import type { ActorModule, ActorModules } from '../../../../src/main/systems/experiment.ts'

/** A client that writes lines into a file, and can be as bad as clients are. */
const writer: ActorModule = async (options, tell) => {
  const { path, isSlow = false } = options as { path: string; isSlow?: boolean }
  if (path === '') throw new Error('Nowhere to write')
  return {
    commands: {
      async write(line) {
        await appendFile(path, `${String(line)}\n`)
        tell({ what: 'wrote', says: `wrote ${String(line)}`, data: { line } })
        return String(line).length
      },
      crash: () => {
        setTimeout(() => {
          throw new Error('out of ink')
        })
        return new Promise(() => undefined)
      },
      spin: () => {
        tell({ what: 'spinning', says: '' })
        for (;;);
      },
    },
    async [Symbol.asyncDispose]() {
      if (isSlow) await new Promise(() => undefined)
      await appendFile(path, 'goodbye\n')
      tell({ what: 'left', says: 'said goodbye' })
    },
  }
}

export const actors: ActorModules = { writer: async () => writer }
