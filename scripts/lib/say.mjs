import { writeSync } from 'node:fs'

/** The folder of the project, whatever the working directory and the link this was started through. */
export const root = new URL('../../', import.meta.url)

/**
 * A line of progress. It goes to stderr: stdout belongs to whatever is started.
 * Written at once, because a process may exit right after it.
 * @param {string} line
 */
export function say(line) {
  writeSync(2, `[orrery] ${line}\n`)
}

/**
 * Ends the process with what happened and what to do about it.
 * @param {string} line
 * @returns {never}
 */
export function giveUp(line) {
  say(line)
  process.exit(1)
}

/**
 * Says what is being done, every ten seconds that it still is, and how long it took.
 * @template T
 * @param {string} doing "Installing dependencies"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function saying(doing, work) {
  const started = Date.now()
  const tookS = () => Math.max(1, Math.round((Date.now() - started) / 1000))
  say(`${doing}…`)
  const timer = setInterval(() => say(`${doing}: ${tookS()} s`), 10_000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    say(`${doing}: took ${tookS()} s`)
  }
}
