import { expect, test } from 'vitest'
import { isInstalled } from '../../../scripts/lib/dependencies.mjs'

const machine = { os: 'linux', cpu: 'x64' }
const lock = {
  '': {},
  'node_modules/ws': { version: '8.23.0' },
  'node_modules/bind-linux-x64': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
  'node_modules/bind-darwin-arm64': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
  'node_modules/not-on-windows': { version: '2.0.0', os: ['!win32'] },
}
const there = {
  'node_modules/ws': { version: '8.23.0' },
  'node_modules/bind-linux-x64': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
  'node_modules/not-on-windows': { version: '2.0.0', os: ['!win32'] },
}

test('an install of this lock file on this machine counts, whoever made it', () => {
  expect(isInstalled(lock, there, machine)).toBe(true)
  expect(isInstalled(lock, { ...there, 'node_modules/tried': { version: '1.0.0' } }, machine)).toBe(true)
})

test('nothing there, or an older version, does not', () => {
  expect(isInstalled(lock, {}, machine)).toBe(false)
  expect(isInstalled(lock, { ...there, 'node_modules/ws': { version: '8.22.0' } }, machine)).toBe(false)
})

test('an install that another machine made does not count', () => {
  expect(isInstalled(lock, there, { os: 'darwin', cpu: 'arm64' })).toBe(false)
  expect(
    isInstalled(lock, { 'node_modules/ws': there['node_modules/ws'] }, { os: 'win32', cpu: 'x64' }),
  ).toBe(false)
})
