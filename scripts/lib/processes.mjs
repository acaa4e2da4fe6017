import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** @typedef {import('node:child_process').SpawnOptions} SpawnOptions */

/**
 * Runs a helper program to its end and gives its exit code; what it prints goes to stderr.
 * A program that does not exist counts as failed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], ...options })
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/**
 * Hands the terminal to a program: it gets our signals, and we end as it ends.
 * Between the two lies an IPC channel, by which a Node program notices that we are gone (end-with-parent.mjs).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 * @returns {Promise<never>}
 */
export async function become(command, args, options) {
  const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], ...options })
  child.channel?.unref()
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => {
      // a terminal sends Ctrl-C to the child as well: twice would mean "at once"
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status, signal) => resolve(status ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
  process.exit(code)
}
