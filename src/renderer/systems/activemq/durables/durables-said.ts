import { formatMeasure, formatNumber } from '../../../../shared/base/format-number.ts'
import type { DurableRow, DurablesData } from '../../../../shared/systems/activemq-client-views.ts'
import type { Sentence } from '../overview-said.ts'
import { listed } from '../words.ts'

/** What durable subscribers cost while they are away: the store fills for them. */
export function durablesSaid({ rows }: DurablesData): readonly Sentence[] {
  const ghosts = rows.filter((row) => !row.isActive && (row.pending ?? 0) > 0)
  const moved = ghosts.filter((row) => row.elsewhere.some((each) => each.isActive))
  return [...(ghosts.length === 0 ? [] : [ghostsSaid(ghosts)]), ...moved.slice(0, 2).map(movedSaid)]
}

function ghostsSaid(ghosts: readonly DurableRow[]): Sentence {
  const kept = ghosts.reduce((sum, row) => sum + (row.pending ?? 0), 0)
  const growth = ghosts.reduce((sum, row) => sum + Math.max(0, row.pendingPerSecond ?? 0), 0)
  const names = listed(ghosts.map((row) => row.name))
  const word = ghosts.length === 1 ? 'is offline and has' : 'are offline and have'
  return {
    tone: 'warn',
    headline: `${names} ${word} ${formatNumber(kept)} messages kept in the store.`,
    rest:
      growth > 0
        ? `${formatMeasure(growth)} a second are added. Let them come back, or unsubscribe them.`
        : 'They stay until the subscriber comes back or is unsubscribed.',
  }
}

function movedSaid({ name, broker, elsewhere, pending }: DurableRow): Sentence {
  const now = listed(elsewhere.filter((each) => each.isActive).map((each) => each.broker))
  return {
    tone: 'warn',
    headline: `${name} moved to ${now}; its ${formatNumber(pending ?? 0)} messages stayed on ${broker}.`,
    rest: 'A durable subscription belongs to one broker: it has to connect there again to get them.',
  }
}
