import type { Gap } from '../../sample.ts'
import type { Answered, Ask, Raw } from '../raw.ts'
import { errorKind, errorName } from '../wire/errors.ts'
import { grantFor } from '../grants.ts'
import { counted } from '../words.ts'

/** What a reply that came refused in parts: so many partitions, groups or topics with the same error code. */
export interface ErrorCount {
  readonly ask: Ask
  readonly broker: number
  readonly code: number
  readonly count: number
  /** What was counted: "partition". */
  readonly of: string
}

export function errorCounts(
  { ask, broker }: Answered,
  codes: ReadonlyMap<number, number>,
  of: string,
): ErrorCount[] {
  return [...codes].map(([code, count]) => ({ ask, broker, code, count, of }))
}

/** A broker that hangs fails six requests for one reason: that is one gap, which names them all. */
export function failureGaps(failures: Raw['failures']): Gap[] {
  const gaps = new Map<string, Gap>()
  for (const { ask, broker, error } of failures) {
    const entity = broker < 0 ? '' : `broker/${String(broker)}`
    const request = requestOf(ask)
    const known = gaps.get(`${entity} ${error.message}`)
    const asks = known === undefined ? request : joinAsks(known.ask, request)
    const gap = { entity, ask: asks, code: error.code, message: error.message }
    gaps.set(`${entity} ${error.message}`, error.fix === undefined ? gap : { ...gap, fix: error.fix })
  }
  return [...gaps.values()]
}

export function errorGaps(errors: readonly ErrorCount[], user: string | null): Gap[] {
  return errors.map(({ ask, broker, code, count, of }) => {
    const fix = grantFor(ask, code, user)
    const gap = {
      entity: `broker/${String(broker)}`,
      ask: requestOf(ask),
      code: errorKind(code),
      message: `${errorName(code)} for ${counted(count, of)}`,
    }
    return fix === undefined ? gap : { ...gap, fix }
  })
}

/** `ListOffsets log end` is ListOffsets for the reader of a gap. */
function requestOf(ask: Ask): string {
  return ask.split(' ')[0]!
}

function joinAsks(asks: string, more: string): string {
  return asks.split(', ').includes(more) ? asks : `${asks}, ${more}`
}
