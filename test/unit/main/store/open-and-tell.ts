/** `node open-and-tell.ts <file>`: opens a history for writing without rights of root and prints the error as JSON. */
import Database from 'better-sqlite3'
import { asOrreryError } from '../../../../src/shared/base/errors.ts'
import { open } from './history.ts'

// what is loaded lazily is loaded while its folder may still be read
new Database(':memory:').close()
if (process.getuid?.() === 0) {
  process.setgid?.(65_534)
  process.setuid?.(65_534)
}
try {
  await using store = await open(process.argv[2] ?? '')
  console.log(JSON.stringify({ code: 'opened', ...store.info() }))
} catch (thrown) {
  console.log(JSON.stringify(asOrreryError(thrown).toData()))
}
