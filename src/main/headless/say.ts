/** To the person: on stderr, because stdout is for what scripts read. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`)
}
