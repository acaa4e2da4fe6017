import { expect, test } from 'vitest'
import { kinds } from '../../../lab/cli/kinds.ts'
import { labs } from '../../../src/shared/systems/index.ts'

test('what the window offers to start, the command line can start', () => {
  expect(labs.length).toBeGreaterThan(0)
  for (const { cluster } of labs) expect(Object.keys(kinds)).toContain(cluster)
})
