import { statfs } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { parseAddress } from '../base/address.ts'
import type { RawBeans, RawEndpoint } from './raw.ts'

/**
 * Bytes free on the disk of the broker's store: known only where the broker runs on this machine. Neither the
 * broker's MBeans nor the JVM's tell it, and what would compute it is an operation that the stock policy forbids.
 */
export async function freeDisk(
  address: string,
  broker: RawBeans | undefined,
  stores: RawBeans | undefined,
): Promise<NonNullable<RawEndpoint['disk']>> {
  const directory = directoryOf(stores) ?? Object.values(broker ?? {})[0]?.['DataDirectory']
  if (typeof directory !== 'string') return { why: 'The broker doesn’t tell the directory of its store' }
  if (!isHere(parseAddress(address).host))
    return { why: 'The broker runs on another machine, and no MBean tells how much of its disk is free' }
  try {
    const { bavail, bsize } = await statfs(directory)
    return { free: bavail * bsize }
  } catch {
    return { why: `The directory of the store, ${directory}, is not to be seen on this machine` }
  }
}

/** `KahaDBPersistenceAdapter[/var/activemq/kahadb,Index:/var/activemq/kahadb]` */
function directoryOf(stores: RawBeans | undefined): string | undefined {
  const name = Object.values(stores ?? {})[0]?.['Name']
  return typeof name === 'string' ? /\[([^,\]]+)/.exec(name)?.[1] : undefined
}

function isHere(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  if (bare === 'localhost' || bare === '::1' || bare.startsWith('127.')) return true
  return Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === bare))
}
