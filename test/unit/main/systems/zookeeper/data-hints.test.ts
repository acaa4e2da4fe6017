import { expect, test } from 'vitest'
import { dataOf } from '../../../../../src/main/systems/zookeeper/views/data-hints.ts'
import { sequenceOf } from '../../../../../src/main/systems/zookeeper/views/znode-rows.ts'

const looks = (bytes: Buffer | string, dataLength?: number) => {
  const buffer = Buffer.from(bytes)
  const { looks: is, text, cut } = dataOf(buffer.toString('base64'), dataLength ?? buffer.length)
  return [is, text, cut]
}

test('what data look like', () => {
  expect(looks('{"a": 1}')).toEqual(['json', '{"a": 1}', false])
  expect(looks('[1,2]\n')).toEqual(['json', '[1,2]\n', false])
  expect(looks('42')).toEqual(['text', '42', false])
  expect(looks('{not json')).toEqual(['text', '{not json', false])
  expect(looks('zwölf\t€\n')).toEqual(['text', 'zwölf\t€\n', false])
  expect(looks(Buffer.from([0, 1, 255]))).toEqual(['binary', null, false])
  expect(looks(Buffer.from('a\0b'))).toEqual(['binary', null, false])
})

test('a cut in the middle of a character is still text', () => {
  const euro = Buffer.from('12€')
  expect(looks(euro.subarray(0, 4), 100)).toEqual(['text', '12', true])
  expect(looks('{"a":1}', 100)).toEqual(['text', '{"a":1}', true])
})

test('no data are empty or unknown, never guessed', () => {
  expect(dataOf(null, 0)).toMatchObject({ looks: 'empty', cut: false })
  expect(dataOf(null, 7)).toMatchObject({ looks: 'unknown', cut: true })
  expect(dataOf(null, null)).toMatchObject({ looks: 'unknown', cut: false })
})

test.each([
  ['lock-0000000412', 412],
  ['_c_5f9a-lock-0000000007', 7],
  ['x2147483647', 2147483647],
  ['lock-1234567890', 1234567890],
  ['lock--2147483648', -2147483648],
  ['10.20.4.17:8443', undefined],
  ['build-202401011200', undefined],
  ['lock-', undefined],
])('the sequence number of %s is %s', (name, number) => expect(sequenceOf(name)).toBe(number))
