import { rateWindowMs, text, risen } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Gap } from '../../sample.ts'

/** Ids of all members known at the moment, in the order they were told. */
export function memberIds(look: Look): readonly string[] {
  return [...look.moment.facts('member.state').keys()].map((entity) => entity.slice('member/'.length))
}

/** Σ of a metric over all entities that tell it; null: none does. */
export function total(look: Look, metric: string): number | null {
  const told = [...(look.moment.column(metric)?.values ?? [])].filter((one) => !Number.isNaN(one))
  return told.length === 0 ? null : told.reduce((sum, one) => sum + one, 0)
}

/** Δsum ÷ Δcount over the last minute; null: nothing happened, or not seen. */
export function meanOver(look: Look, entity: string, sum: string, count: string): number | null {
  const from = look.moment.at - rateWindowMs
  const events = risen(look.series(entity, count, from)).by
  return events > 0 ? risen(look.series(entity, sum, from)).by / events : null
}

/** What could not be asked of one member. */
export function gapsOf(look: Look, member: string): readonly Gap[] {
  return look.moment.gaps.filter(({ entity }) => entity === `member/${member}`)
}

export interface ConnectionsSeen {
  /** Every connection that may exist is in the sample. */
  readonly all: boolean
  /** Members whose connections could not be seen, with the reason. */
  readonly blind: readonly { readonly member: string; readonly why: string; readonly fix: string | null }[]
}

/** Who refuses connections holds none; of who is silent, hidden or closed nothing is known. */
export function connectionsSeen(look: Look): ConnectionsSeen {
  const blind = memberIds(look).flatMap((member) => {
    const state = text(look, `member/${member}`, 'member.state')
    if (state === 'refused' || state === 'not-serving') return []
    const gap = gapsOf(look, member).find(({ ask }) => ask === 'srvr' || ask === 'cons')
    return gap === undefined ? [] : [{ member, why: gap.message, fix: gap.fix ?? null }]
  })
  return { all: blind.length === 0, blind }
}
