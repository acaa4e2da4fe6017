import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { root, say } from './say.mjs'

const lock = new URL('.cache/set-up.lock', root)
const touchedEveryMs = 2000
/** After this long without a touch the holder is dead: it was killed, or the machine went down. */
const staleMs = 10_000

/**
 * Two commands started at once in a fresh clone must not both install: the second waits for the first.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(work) {
  mkdirSync(new URL('.', lock), { recursive: true })
  let said = false
  while (!taken()) {
    if (!said) say('Waiting for another set-up of this folder to end')
    said = true
    await sleep(100)
  }
  const release = () => rmSync(lock, { force: true })
  const timer = setInterval(() => utimesSync(lock, new Date(), new Date()), touchedEveryMs)
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    release()
    process.off('exit', release)
  }
}

function taken() {
  try {
    writeFileSync(lock, '', { flag: 'wx' })
    return true
  } catch {
    if (ageMs() > staleMs) rmSync(lock, { force: true })
    return false
  }
}

/** How long ago the holder last touched the lock; 0 when it was just let go. */
function ageMs() {
  try {
    return Date.now() - statSync(lock).mtimeMs
  } catch {
    return 0
  }
}
