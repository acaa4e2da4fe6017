import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** @typedef {import('node:child_process').SpawnOptions} SpawnOptions */

/**
 * Runs a helper program to its end and gives its exit code; what it prints goes to stderr.
 * A program that does not exist counts as failed. Where we are asked to end, so is the program, and then we end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options) {
  const child = spawn(command, args, { stdio: ['ignore', 2, 2], ...options })
  const passed = passOn(child)
  return new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('exit', (code, signal) => {
      if (passed.stop()) process.exit(exitCode(code, signal))
      resolve(exitCode(code, signal))
    })
  })
}

/**
 * Hands the terminal to a program: it gets our signals, and we end as it ends.
 * Between the two lies an IPC channel, by which a Node program notices that we are gone (end-with-parent.mjs).
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<never>}
 */
export async function become(command, args) {
  const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  child.channel?.unref()
  passOn(child)
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status, signal) => resolve(exitCode(status, signal)))
  })
  process.exit(code)
}

/**
 * Passes our signals on to a program.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {{ stop(): boolean }} `stop` ends that, and tells whether one was passed on
 */
function passOn(child) {
  let was = false
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    was = true
    // a terminal sends Ctrl-C to the child as well: twice would mean "at once"
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of signals) process.on(signal, pass)
  return {
    stop() {
      for (const signal of signals) process.off(signal, pass)
      return was
    },
  }
}

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * As shells count: 128 and its number for a signal.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return code ?? 128 + constants.signals[signal ?? 'SIGTERM']
}
