import { describe, expect, test } from 'vitest'
import {
  checkExport,
  proposedName,
  sameFile,
  typedInstant,
} from '../../../../../src/renderer/app/archives/export-wish.ts'
import { madeWords } from '../../../../../src/renderer/app/archives/made-words.ts'
import { parseInstant } from '../../../../../src/shared/base/parse-time.ts'
import type { TargetState } from '../../../../../src/shared/api/targets.ts'

const now = new Date(2026, 10, 20, 12).getTime()
const draft = { targetIds: ['a'], from: '10:00', to: '11:00', file: 'mine' }

test('a draft becomes a wish, with the suffix that archives have', () => {
  expect(checkExport(draft, now)).toEqual({
    cut: {
      targetIds: ['a'],
      from: new Date(2026, 10, 20, 10).getTime(),
      to: new Date(2026, 10, 20, 11).getTime(),
    },
    file: 'mine.orrery',
  })
})

describe('what is wrong is said of its field', () => {
  test.each([
    [{ targetIds: [] }, 'targets'],
    [{ from: 'soon' }, 'from'],
    [{ to: 'soon' }, 'to'],
    [{ to: '09:00' }, 'to'],
    [{ file: '' }, 'file'],
    [{ file: '../x' }, 'file'],
    [{ file: 'a:b' }, 'file'],
    [{ file: '.hidden' }, 'file'],
  ])('%j', (change, field) => {
    expect(checkExport({ ...draft, ...change }, now)).toMatchObject({ field })
  })
})

test('an instant that is proposed can be typed', () => {
  const at = new Date(2026, 2, 5, 3, 4, 9).getTime()
  expect(typedInstant(at)).toBe('2026-03-05 03:04:09')
  expect(parseInstant(typedInstant(at), now)).toBe(at)
})

test('a name is proposed that is one', () => {
  const at = new Date(2026, 2, 5, 3, 4).getTime()
  expect(proposedName('Prod · Kafka/eu', at)).toBe('Prod-Kafka-eu-2026-03-05-0304.orrery')
  expect(proposedName('…', at)).toBe('archive-2026-03-05-0304.orrery')
})

const target = (id: string, recording?: TargetState['recording']): TargetState =>
  ({ config: { id }, condition: recording === undefined ? 'observed' : 'recorded', recording }) as TargetState

test('only what lies in one file can go into one archive', () => {
  const archive = (id: string) => ({ file: 'x.orrery', title: '', about: '', archive: { id, path: '' } })
  const shipped = { file: 'demo.orrery', title: '', about: '' }
  const all = [
    target('own-1'),
    target('own-2'),
    target('demo', shipped),
    target('a', archive('1')),
    target('b', archive('1')),
    target('c', archive('2')),
  ]
  const ids = (id: string) => sameFile(all, id).map(({ config }) => config.id)
  expect(ids('own-2')).toEqual(['own-1', 'own-2'])
  expect(ids('demo')).toEqual(['demo'])
  expect(ids('b')).toEqual(['a', 'b'])
  expect(ids('c')).toEqual(['c'])
  expect(ids('gone')).toEqual([])
})

test('how an archive was made reads as a sentence, whatever stands in it', () => {
  const made = { at: now, version: '1.2.3', platform: 'darwin', from: 0, to: 1 }
  expect(madeWords(made)).toMatch(/^made .* by Orrery 1.2.3 on macOS$/)
  expect(madeWords({ ...made, platform: 'x'.repeat(500), version: 'y'.repeat(500) }).length).toBeLessThan(90)
  expect(madeWords(undefined)).toBe('')
})
