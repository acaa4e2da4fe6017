import { spawn } from 'node:child_process'

/** Opens an address in the person's browser; says nothing where there is none: the address is printed anyway. */
export function openBrowser(address: string): void {
  const [command, args] = opener(address)
  const child = spawn(command, args, { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
}

function opener(address: string): readonly [string, string[]] {
  if (process.platform === 'darwin') return ['open', [address]]
  // the first quoted argument of start is a title
  if (process.platform === 'win32') return ['cmd', ['/c', 'start', '""', address.replaceAll('&', '^&')]]
  return ['xdg-open', [address]]
}
