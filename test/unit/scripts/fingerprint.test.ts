import { mkdirSync, mkdtempDisposableSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fingerprint } from '../../../scripts/lib/build.mjs'

test('stays the same until a file is edited, added, renamed or deleted', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'orrery-fingerprint-'))
  const at = (name: string) => join(folder.path, name)
  mkdirSync(at('deep'))
  writeFileSync(at('deep/a.ts'), 'one')
  const seen = [fingerprint([folder.path])]
  expect(fingerprint([folder.path])).toBe(seen[0])
  const changes = [
    () => utimesSync(at('deep/a.ts'), 1, 1),
    () => writeFileSync(at('b.ts'), 'two'),
    () => rmSync(at('deep/a.ts')),
  ]
  for (const change of changes) {
    change()
    const now = fingerprint([folder.path])
    expect(seen).not.toContain(now)
    seen.push(now)
  }
})
