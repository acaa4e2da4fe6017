import { build } from './build.mjs'
import { buildZookeeper, installDependencies } from './dependencies.mjs'
import { oneAtATime } from './one-at-a-time.mjs'

/**
 * Makes a fresh clone ready to run; does nothing, in milliseconds, where all is ready.
 * Call after rightNode: what is compiled here is compiled for this process's Node.
 * @param {{ build: boolean }} want
 */
export async function setUp(want) {
  await oneAtATime(async () => {
    await installDependencies()
    await buildZookeeper()
    if (want.build) await build()
  })
}
