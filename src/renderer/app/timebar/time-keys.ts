import type { KeyActions } from '../keys.ts'
import type { TimeControl } from './use-time-control.ts'

/** What the keys of time do. */
export function timeKeys(time: TimeControl): KeyActions {
  return {
    pause: time.togglePause,
    live: () => time.go('live'),
    sampleBack: () => time.step('sample', 'back'),
    sampleForward: () => time.step('sample', 'forward'),
    eventBack: () => time.step('event', 'back'),
    eventForward: () => time.step('event', 'forward'),
    findingBack: () => time.step('finding', 'back'),
    findingForward: () => time.step('finding', 'forward'),
  }
}
