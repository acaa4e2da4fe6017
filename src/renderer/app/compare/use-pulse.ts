import { useEffect, useRef, useState } from 'react'

/** Between the end of an answer and the next asking, ms; and so many times what the answer took: large clusters rest longer. */
const restMs = 3000
const restShare = 4

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
  const busySince = useRef<number>(undefined)
  const freeFrom = useRef(0)
  useEffect(() => {
    const now = Date.now()
    if (isBusy) busySince.current = now
    else if (busySince.current !== undefined)
      freeFrom.current = now + Math.max(restMs, (now - busySince.current) * restShare)
  }, [isBusy])
  useEffect(() => {
    if (isBusy || sampledAt === undefined || sampledAt === beat) return undefined
    const timer = setTimeout(() => next(sampledAt), Math.max(0, freeFrom.current - Date.now()))
    return () => clearTimeout(timer)
  }, [sampledAt, beat, next, isBusy])
}
