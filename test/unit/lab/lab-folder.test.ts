import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '../../../lab/host/lab-folder.ts'

test('a lab has the name that was asked for; a second one at the same time another', () => {
  using tmp = mkdtempDisposableSync(join(tmpdir(), 'orrery-lab-folder-'))
  expect(makeFolder(tmp.path, 'demo')).toBe(join(tmp.path, 'orrery-lab-demo'))
  const second = makeFolder(tmp.path, 'demo')
  expect(dirname(second)).toBe(tmp.path)
  expect(basename(second)).toMatch(/^orrery-lab-(?!demo$)\w+/)
  expect(makeFolder(tmp.path, '')).not.toBe(makeFolder(tmp.path, ''))
})
