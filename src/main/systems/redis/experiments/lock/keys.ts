import { tagged } from '../client/tags.ts'

/** All keys of a run, of one slot. */
export interface LockKeys {
  readonly lock: string
  /** Counts owners: each is given the next number. */
  readonly counter: string
  /** A hash that stands for whatever the lock guards: `value`, and the `token` it was written with. */
  readonly store: string
}

export function lockKeys(name: string): LockKeys {
  const lock = tagged(name)
  return { lock, counter: `${lock}.counter`, store: `${lock}.store` }
}

/** Deletes the lock if it is still its asker's: one step, so that nothing comes between. */
export const compareAndDelete = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

/** Writes value and token, unless a higher token was here before. */
export const fencedWrite = `local seen = tonumber(redis.call('HGET', KEYS[1], 'token') or '0')
if tonumber(ARGV[2]) < seen then return 0 end
redis.call('HSET', KEYS[1], 'value', ARGV[1], 'token', ARGV[2])
return 1`

/** Writes, whoever asks. */
export const plainWrite = `redis.call('HSET', KEYS[1], 'value', ARGV[1], 'token', ARGV[2])
return 1`
