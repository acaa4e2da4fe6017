import { readFile } from 'node:fs/promises'
import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Credentials } from './link.ts'

/**
 * User and password of sentinels that have users of their own: the first line of a file, `user:password` or
 * `:password`. A file, so that a second secret stands in no target's settings.
 * @throws OrreryError `invalid`
 */
export async function readSentinelAuth(path: string): Promise<Credentials> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new OrreryError('invalid', `The file ${path} of sentinel-auth=… can’t be read`, {
      fix: 'Correct sentinel-auth=… to a file that this machine has',
      cause,
    })
  })
  const [line = ''] = text.split(/\r?\n/)
  const colon = line.indexOf(':')
  if (colon >= 0 && colon < line.length - 1)
    return { username: line.slice(0, colon) || 'default', password: line.slice(colon + 1) }
  throw new OrreryError('invalid', `The file ${path} of sentinel-auth=… holds no user:password`, {
    fix: 'Write user:password in its first line, or :password for the default user',
  })
}
