/** `node open-and-tell.ts <file>`: opens a history for writing and prints the error as JSON, for another user's eyes. */
import { asOrreryError } from '../../../../src/shared/base/errors.ts'
import { open } from './history.ts'

try {
  await using store = await open(process.argv[2] ?? '')
  console.log(JSON.stringify({ code: 'opened', ...store.info() }))
} catch (thrown) {
  console.log(JSON.stringify(asOrreryError(thrown).toData()))
}
