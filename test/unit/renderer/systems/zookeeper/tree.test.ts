import { expect, test } from 'vitest'
import { hexLines, prettyJson } from '../../../../../src/renderer/systems/zookeeper/tree/hex.ts'
import { ancestors, shortPath } from '../../../../../src/renderer/systems/zookeeper/tree/paths.ts'

import { treeMove } from '../../../../../src/renderer/systems/zookeeper/tree/tree-keys.ts'
import { windowStart } from '../../../../../src/renderer/systems/zookeeper/tree/use-tree-window.ts'

const rows = {
  path: ['/', '/a', '/a/b', '/c'],
  open: [true, true, false, false],
  children: [2, 1, 0, 3],
}

test.each([
  ['ArrowDown', undefined, { is: 'select', path: '/' }],
  ['ArrowDown', '/a/b', { is: 'select', path: '/c' }],
  ['ArrowUp', '/', { is: 'select', path: '/' }],
  ['PageDown', '/', { is: 'select', path: '/c' }],
  ['ArrowRight', '/c', { is: 'fold', path: '/c', isOpen: true }],
  ['ArrowRight', '/a', { is: 'select', path: '/a/b' }],
  ['ArrowRight', '/a/b', undefined],
  ['ArrowLeft', '/a', { is: 'fold', path: '/a', isOpen: false }],
  ['ArrowLeft', '/a/b', { is: 'select', path: '/a' }],
  ['ArrowLeft', '/c', { is: 'select', path: '/' }],
  ['x', '/c', undefined],
] as const)('%s at %s', (key, selected, move) => {
  expect(treeMove(key, rows, selected)).toEqual(move)
})

test('a window holds some rows before those in sight, and moves in halves', () => {
  expect([0, 100, 130, 1000].map(windowStart)).toEqual([0, 0, 60, 900])
})

test('the way to a znode is every folder above it', () => {
  expect(ancestors('/a/b/c')).toEqual(['/', '/a', '/a/b'])
  expect(ancestors('/a')).toEqual(['/'])
  expect(ancestors('/')).toEqual([])
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
