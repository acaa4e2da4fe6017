import { expect, test } from 'vitest'
import { hexLines, prettyJson } from '../../../../../src/renderer/systems/zookeeper/tree/hex.ts'
import { ancestors, parentOf, shortPath } from '../../../../../src/renderer/systems/zookeeper/tree/paths.ts'

test('the way to a znode is every folder above it', () => {
  expect(ancestors('/a/b/c')).toEqual(['/', '/a', '/a/b'])
  expect(ancestors('/a')).toEqual(['/'])
  expect(ancestors('/')).toEqual([])
  expect([parentOf('/a/b'), parentOf('/a'), parentOf('/')]).toEqual(['/a', '/', '/'])
})

test('a long path keeps its ends', () => {
  expect(shortPath('/locks/invoice-run/lock-0000000412', 24)).toBe('/locks/…/lock-0000000412')
  expect(shortPath('/locks/a', 24)).toBe('/locks/a')
})

test('bytes are set out sixteen to a line, with what is readable of them', () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, i) => (i === 0 ? 0xff : 0x40 + i))
  const lines = hexLines(btoa(String.fromCharCode(...bytes)))
  expect(lines).toHaveLength(2)
  expect(lines[0]).toEqual({
    offset: '000000',
    bytes: 'ff 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f',
    text: '·ABCDEFGHIJKLMNO',
  })
  expect(lines[1]?.offset).toBe('000010')
  expect(lines[1]?.bytes.trimEnd()).toBe('50 51')
  expect(hexLines('')).toEqual([])
})

test('JSON is laid out, anything else is left alone', () => {
  expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(prettyJson('{broken')).toBe('{broken')
})
