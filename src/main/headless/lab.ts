import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { OrreryError } from '../../shared/base/errors.ts'
import { labCli } from '../core/lab-of-checkout.ts'
import type { LabCommand } from './args.ts'
import type { InstalledAt } from '../core/installed-at.ts'

/** Hands the rest of the command line to the lab of the checkout. @returns its exit code */
export async function lab({ args }: LabCommand, { root }: InstalledAt): Promise<number> {
  const cli = labCli(root)
  if (!existsSync(cli))
    throw new OrreryError('unsupported', 'The lab comes with a checkout of Orrery only', {
      fix: 'Clone the repository and run it there.',
    })
  const child = spawn(process.execPath, [cli, ...args], { stdio: 'inherit' })
  // a Ctrl-C reaches the lab too, by the terminal; it takes its servers down and then ends
  const ignore = () => undefined
  process.on('SIGINT', ignore)
  const forward = () => child.kill('SIGTERM')
  process.on('SIGTERM', forward)
  const [code] = (await once(child, 'exit')) as [number | null]
  process.off('SIGINT', ignore)
  process.off('SIGTERM', forward)
  return code ?? 1
}
