import { lookup } from 'node:dns/promises'
import { connect as openSocket } from 'node:net'
import type { ConnectStep } from '../../../shared/api/targets.ts'
import { withDeadline } from '../../../shared/base/deadline.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'

/** The first steps of connecting, which are those of every system that is reached by TCP. */

export type Tell = (step: ConnectStep) => void

/** How a system reads its addresses, and what it makes of what the network throws. */
export interface Addressing {
  parse(address: string): { readonly host: string; readonly port: number }
  /** @param what a host name, or an address */
  errorOf(thrown: unknown, what: string): OrreryError
}

const tcpLimitMs = 3_000

/** Tells the step as it ends. @throws OrreryError what the work threw, after telling it */
export async function inStep(id: ConnectStep['id'], tell: Tell, work: () => Promise<string>): Promise<void> {
  try {
    tell({ id, says: await work(), state: 'ok' })
  } catch (thrown) {
    throw failedStep(id, tell, thrown)
  }
}

/** Tells that the step failed, and gives what is to be thrown. */
export function failedStep(id: ConnectStep['id'], tell: Tell, thrown: unknown): OrreryError {
  const error = asOrreryError(thrown)
  tell({ id, says: error.message, state: 'failed', error: error.toData() })
  return error
}

/** One name that resolves is enough. @throws OrreryError of the first, when none does */
export async function resolveNames(addresses: readonly string[], by: Addressing): Promise<string> {
  const hosts = [...new Set(addresses.map((address) => by.parse(address).host))]
  const resolve = async (host: string) => {
    await lookup(host).catch((error: unknown) => {
      throw by.errorOf(error, host)
    })
  }
  return someOf(hosts, resolve, (good) =>
    hosts.length === 1 ? `${hosts[0]} resolves` : `${good} of ${hosts.length} names resolve`,
  )
}

/** One endpoint that accepts is enough. @throws OrreryError of the first, when none does */
export async function reach(
  addresses: readonly string[],
  by: Addressing,
  signal: AbortSignal,
): Promise<string> {
  const started = performance.now()
  return someOf(
    addresses,
    (address) => withDeadline(tcpLimitMs, address, signal, () => knock(address, by)),
    (good) =>
      `${good} of ${addresses.length} endpoints accept connections, within ${Math.ceil(performance.now() - started)} ms`,
  )
}

function knock(address: string, by: Addressing): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(by.parse(address))
    socket.setTimeout(tcpLimitMs, () => socket.destroy())
    socket.on('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.on('error', (error) => reject(by.errorOf(error, address)))
  })
}

/** Tries all at once. */
async function someOf<T>(
  all: readonly T[],
  attempt: (one: T) => Promise<void>,
  says: (good: number) => string,
): Promise<string> {
  const results = await Promise.allSettled(all.map(attempt))
  const good = results.filter(({ status }) => status === 'fulfilled').length
  const first = results.find((result) => result.status === 'rejected')
  if (good === 0) throw first?.reason ?? new OrreryError('invalid', 'The target has no endpoints')
  return says(good)
}
