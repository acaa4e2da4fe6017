import { expect, test } from 'vitest'
import { MemberClock } from '../../../../../src/main/systems/zookeeper/member-clock.ts'

/** What the member's clock lags behind ours. */
const offset = 1_700_000_000_000

test('the liveliest session sets the clock, the others are measured by it', () => {
  const clock = new MemberClock()
  expect(clock.idleMs(5, offset)).toBeUndefined()
  for (let at = 0; at < 20_000; at += 1000) {
    clock.learn(at - 3, offset + at)
    clock.learn(-1000, offset + at)
  }
  expect(clock.idleMs(19_000 - 3, offset + 19_000)).toBe(0)
  expect(clock.idleMs(-1000, offset + 19_000)).toBe(20_000 - 3)
})

test('a clock that was set forward is followed within two minutes', () => {
  const clock = new MemberClock()
  const jump = 10_000
  for (let at = 0; at < 60_000; at += 1000) clock.learn(at, offset + at)
  for (let at = 60_000; at < 200_000; at += 1000) clock.learn(at, offset + at + jump)
  expect(clock.idleMs(199_000, offset + 199_000 + jump)).toBe(0)
})
