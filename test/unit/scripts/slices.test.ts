import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogues } from '../../../src/shared/systems/index.ts'

const root = new URL('../../../', import.meta.url)

test.each(Object.keys(catalogues))('%s is a slice: the same name on every side', (name) => {
  for (const place of [
    `src/main/systems/${name}/index.ts`,
    `src/shared/systems/${name}.ts`,
    `src/renderer/systems/${name}`,
  ])
    expect(existsSync(new URL(place, root)), place).toBe(true)
})
