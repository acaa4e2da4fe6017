import { expect, test } from 'vitest'
import { entityLived, factLived, findingLived } from '../../../../../src/renderer/app/search/lived.ts'
import { aFact, aFinding, anEntity } from './found.ts'

const at = (clock: string) => new Date(`2026-11-20T${clock}`).getTime()
const now = at('13:00:00')
const own = { condition: 'observed', extent: { from: at('11:00:00'), to: now } } as const
const recorded = { ...own, condition: 'recorded' } as const
const came = { ...anEntity, first: at('12:03:00'), last: now }
const went = { ...came, last: at('12:40:00'), isThere: false }

test('a thing says since when it is there, and that it is gone', () => {
  expect(entityLived(came, own, now)).toMatchObject({ says: 'since 12:03:00', isQuiet: false })
  expect(entityLived(went, own, now)).toMatchObject({ says: '12:03 to 12:40, gone', isQuiet: true })
})

test('of what was there from the first sample on no beginning is claimed', () => {
  const first = own.extent.from
  expect(entityLived({ ...came, first }, own, now).says).toBe('all along')
  expect(entityLived({ ...went, first }, own, now).says).toBe('until 12:40:00, gone')
})

test('a recording has an end, not a now', () => {
  expect(entityLived(came, recorded, now).says).toBe('from 12:03:00 on')
  expect(entityLived(came, recorded, now).about).toContain('the end of the recording')
})

test('what is not known is said to be unknown', () => {
  const unknown = { ...went, isThere: undefined, first: undefined, last: undefined }
  expect(entityLived(unknown, own, now)).toMatchObject({ says: 'unknown when', isQuiet: true })
  expect(entityLived({ ...came, first: undefined }, own, now).says).toBe('now')
  expect(entityLived({ ...went, first: undefined }, own, now).says).toBe('until 12:40:00, gone')
})

test('a value holds, or held from when to when', () => {
  const fact = { ...aFact, first: at('12:03:00'), to: at('12:40:00') }
  expect(factLived(fact, own, now).says).toBe('12:03 to 12:40, gone')
  expect(factLived({ ...fact, to: undefined, held: 3 }, own, now).says).toBe('since 12:03:00')
})

test('a finding is open since, or was', () => {
  const finding = { ...aFinding, opened: at('12:03:00'), closed: at('12:05:10') }
  expect(findingLived(finding, now)).toMatchObject({ says: '12:03:00 to 12:05:10', isQuiet: true })
  expect(findingLived({ ...finding, closed: undefined }, now).says).toBe('since 12:03:00')
})

test('on another day a stretch is told to the minute, and the day once', () => {
  const says = (from: string, to: string) => {
    const [opened, closed] = [from, to].map((text) => new Date(text).getTime())
    return findingLived({ ...aFinding, opened: opened ?? 0, closed }, now).says
  }
  expect(says('2026-11-18T09:03:10', '2026-11-18T09:12:50')).toBe('18 Nov 09:03 to 09:12')
  expect(says('2026-11-18T09:03:10', '2026-11-18T09:03:50')).toBe('18 Nov 09:03')
  expect(says('2026-11-18T09:03:10', '2026-11-19T00:10:00')).toBe('18 Nov 09:03 to 19 Nov 00:10')
  expect(says('2026-11-19T23:50:00', '2026-11-20T00:10:00')).toBe('19 Nov 23:50 to 00:10')
  // what the words leave out is told beside
  expect(findingLived({ ...aFinding, opened: at('12:03:10'), closed: at('12:05:10') }, now).about).toContain(
    '12:05:10',
  )
})
