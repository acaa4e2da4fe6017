import { useEffect, useRef, useState } from 'react'

/** Between the end of an answer and the next asking, ms. */
const restMs = 3000

/** How often something that follows new samples is asked again. */
export interface Pulse {
  /** The sample for which it is wanted. */
  readonly beat: number | undefined
  readonly next: (sampledAt: number | undefined) => void
}

export function usePulse(first: number | undefined): Pulse {
  const [beat, next] = useState(first)
  return { beat: beat ?? first, next }
}

/** Moves a pulse on to newer samples: when the answer before has come and a rest is over, however quickly they come. */
export function useBeats({ beat, next }: Pulse, sampledAt: number | undefined, isBusy: boolean): void {
  const freeSince = useRef(0)
  useEffect(() => {
    if (!isBusy) freeSince.current = Date.now()
  }, [isBusy])
  useEffect(() => {
    if (isBusy || sampledAt === undefined || sampledAt === beat) return undefined
    const timer = setTimeout(() => next(sampledAt), Math.max(0, freeSince.current + restMs - Date.now()))
    return () => clearTimeout(timer)
  }, [sampledAt, beat, next, isBusy])
}
