import { describe, expect, test } from 'vitest'
import {
  formatBytes,
  formatCompact,
  formatMeasure,
  formatNumber,
  formatPercent,
  formatSigned,
} from '../../../../src/shared/base/format-number.ts'
import {
  formatDistance,
  formatDuration,
  formatInstant,
  formatOffset,
  formatSpan,
} from '../../../../src/shared/base/format-time.ts'
import { formatTick, formatValue } from '../../../../src/shared/base/format-unit.ts'

const readable = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
const at = (clock: string, day = 20) => new Date(`2026-11-${day}T${clock}`).getTime()

describe('numbers', () => {
  test.each([
    [10_482_113, 0, '10 482 113'],
    [-18_480, 0, '−18 480'],
    [999, 0, '999'],
    [-0.2, 0, '0'],
    [1234.5678, 2, '1 234.57'],
    [Number.NaN, 0, '?'],
  ])('%d with %d digits is %s', (value, digits, text) => {
    expect(readable(formatNumber(value, digits))).toBe(text)
  })

  test('a sign is always told, except for zero', () => {
    expect([880, -19, 0, 0.2].map((n) => readable(formatSigned(n)))).toEqual(['+880', '−19', '0', '0'])
  })

  test('measures keep about three digits', () => {
    expect([0.0421, 0.42, 3.1, 38.24, 418.2, 12_345.6].map((n) => readable(formatMeasure(n)))).toEqual([
      '0.042',
      '0.42',
      '3.1',
      '38.2',
      '418',
      '12 346',
    ])
  })

  test('a prefix never shows four digits', () => {
    expect([999, 999.6, 999_950, 41_200_000].map((n) => readable(formatBytes(n)))).toEqual([
      '999 B',
      '1 kB',
      '1 MB',
      '41.2 MB',
    ])
    expect([9999, 182_331, 999_900].map((n) => readable(formatCompact(n)))).toEqual(['9 999', '182 k', '1 M'])
    expect(readable(formatPercent(0.4131))).toBe('41.3 %')
  })
})

describe('time', () => {
  test.each([
    [412, '412 ms'],
    [0.4, '0.4 ms'],
    [0.0384, '38 µs'],
    [0, '0 ms'],
    [4200, '4.2 s'],
    [53_000, '53 s'],
    [293_000, '4 min 53 s'],
    [8_040_000, '2 h 14 min'],
    [86_400_000 * 3 + 3_600_000 * 4, '3 d 4 h'],
    [59_600, '1 min'],
    [Number.NaN, '?'],
  ])('%d ms is %s', (ms, text) => {
    expect(readable(formatDuration(ms))).toBe(text)
  })

  test('the day is told only outside it', () => {
    const now = at('05:26:40')
    expect(formatInstant(at('03:12:40'), now)).toBe('03:12:40')
    expect(formatInstant(at('14:20:11', 17), now)).toBe('Tue 17 Nov 14:20')
    expect(formatSpan(at('01:52:05'), at('02:07:20'), now)).toBe('01:52 to 02:07')
  })

  test('distances are words, offsets are signed', () => {
    expect(readable(formatDistance(at('03:12:40'), at('05:26:40')))).toBe('2 h 14 min ago')
    expect(readable(formatDistance(at('04:31:10'), at('03:12:40')))).toBe('1 h 19 min later')
    expect(readable(formatOffset(-266_000))).toBe('−4 min 26 s')
    expect(readable(formatOffset(9_000))).toBe('+9 s')
  })
})

describe('units', () => {
  test('what was not observed is never a zero', () => {
    expect(formatValue(Number.NaN, 'messages')).toBe('?')
    expect(formatValue(undefined, 'bytes')).toBe('?')
  })

  test('the scale carries the unit', () => {
    expect(readable(formatValue(418_000_000, 'bytes per second'))).toBe('418 MB/s')
    expect(readable(formatValue(195_099, 'messages'))).toBe('195 099')
    expect(readable(formatValue(0.975, 'ratio'))).toBe('97.5 %')
    expect(formatValue(12_345, 'id')).toBe('12345')
    expect(readable(formatValue(0, 's'))).toBe('0 s')
    expect(readable(formatTick(20_000, 'messages'))).toBe('20 k')
  })
})
