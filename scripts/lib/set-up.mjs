import { build } from './build.mjs'
import { installDependencies } from './dependencies.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { giveUp } from './say.mjs'

/**
 * Makes a fresh clone ready to run; does nothing, in milliseconds, where all is ready.
 * Call after rightNode: npm and the bundler run under this process's Node.
 * @param {{ build: boolean }} want
 */
export async function setUp(want) {
  await oneAtATime(async () => {
    await installDependencies()
    if (want.build && !(await build())) giveUp('The build failed, see above')
  })
}
