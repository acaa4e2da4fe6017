import { withDeadline } from './deadline.ts'

const never = new AbortController().signal

/** Waits until work has come to an end, good or bad, at most so long: whether it has. Never rejects. */
export async function settled(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  const end = work.then(
    () => true,
    () => true,
  )
  return withDeadline(limitMs, 'its end', never, () => end).catch(() => false)
}

/** Disposes of something that may hang or fail at it, and waits at most so long: whether it came to its end. */
export function disposed(leaving: Disposable | AsyncDisposable, limitMs: number): Promise<boolean> {
  const dispose = async () =>
    Symbol.asyncDispose in leaving ? leaving[Symbol.asyncDispose]() : leaving[Symbol.dispose]()
  return settled(dispose(), limitMs)
}

/** The same promise, whose failure may go unheard: somebody may have begun to wait for it and given up. */
export function mayGoUnheard<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
}
