import { asOrreryError } from '../../shared/base/errors.ts'
import { type Command, parseCommand } from './args.ts'
import { help } from './help.ts'
import { type InstalledAt, installedAt } from '../core/installed-at.ts'
import { say } from './say.ts'

/** Bad input, or nothing could be observed. */
const failed = 2

/**
 * Runs one command line. Whatever goes wrong is one clear line on stderr.
 * @returns the exit code
 */
export async function run(
  args: readonly string[],
  entry: { dirname: string; filename: string },
): Promise<number> {
  try {
    return await runCommand(parseCommand(args), installedAt(entry))
  } catch (thrown) {
    const { code, message, fix, cause } = asOrreryError(rootOf(thrown))
    say(`orrery: ${message}${fix === undefined ? '' : `. ${fix}`}`.replace(/\.\. /g, '. '))
    // nobody foresaw it: whoever mends it needs to know where it was
    if (code === 'bug' && cause instanceof Error && cause.stack !== undefined) say(cause.stack)
    return failed
  }
}

/** Each command is loaded when it is wanted: `--help` needs neither store nor drivers. */
async function runCommand(command: Command, place: InstalledAt): Promise<number> {
  switch (command.name) {
    case 'help':
      process.stdout.write(help)
      return 0
    case 'version':
      process.stdout.write(`${place.version}\n`)
      return 0
    case 'serve':
      await (await import('./serve.ts')).serve(command, place)
      return 0
    case 'open':
      await (await import('./serve.ts')).openArchives(command, place)
      return 0
    case 'export':
      return (await import('./export.ts')).exportArchive(command, place)
    case 'status':
      return (await import('./status.ts')).status(command, place)
    case 'check':
      return (await import('./check.ts')).check(command, place)
    case 'report':
      return (await import('./report.ts')).report(command, place)
    case 'compare':
      return (await import('./compare.ts')).compare(command, place)
    case 'search':
      return (await import('./search.ts')).search(command, place)
    case 'lab':
      return (await import('./lab.ts')).lab(command, place)
  }
}

/** Where closing failed too, because of what had failed before: the first failure is the one to tell. */
function rootOf(thrown: unknown): unknown {
  return thrown instanceof SuppressedError ? rootOf(thrown.suppressed) : thrown
}
