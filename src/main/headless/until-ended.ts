/** Resolves when this process is asked to end: by a signal, or, if wanted, by the end of stdin. */
export async function untilEnded(options: { readonly withParent: boolean }): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const end = () => resolve()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  if (options.withParent) {
    process.stdin.on('end', end).on('close', end).on('error', end)
    process.stdin.resume()
  }
  await promise
  // a stdin that is being read keeps the process alive
  if (options.withParent) process.stdin.destroy()
  // whoever asks again doesn't want to wait
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.off(signal, end)
    process.on(signal, () => process.exit(1))
  }
}

/** Runs `work` unless this process is asked to end before it is done. @returns its result; undefined: it was ended */
export async function unlessEnded<T>(work: Promise<T>): Promise<T | undefined> {
  return Promise.race([work, untilEnded({ withParent: false }).then(() => undefined)])
}
