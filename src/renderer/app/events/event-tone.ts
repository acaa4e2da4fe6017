import type { EventRow } from '../../../shared/api/history.ts'
import { isOver } from '../../../shared/history/fact-text.ts'
import type { Tone } from '../../components/tone.ts'

/** Colour only where an event says how things are: a finding opened or closed, a gap. */
export function eventTone(event: EventRow): Tone {
  if (event.kind === 'gap') return 'unknown'
  if (event.kind === 'fact') return 'quiet'
  if (isOver(event)) return 'ok'
  return event.severity === 'critical' ? 'bad' : event.severity === 'warning' ? 'warn' : 'accent'
}
