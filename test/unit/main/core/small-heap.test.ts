import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const module = new URL('../../../../src/main/core/small-heap.ts', import.meta.url).href

/** What V8's young generation has grown to, MB, in a process that makes much and keeps little of it. */
function grownTo(first: string): number {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8'
    ${first}
    let kept = []
    for (let i = 0; i < 2e6; i++) {
      kept.push({ i, list: [i] })
      if (kept.length > 50_000) kept = kept.slice(25_000)
    }
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')
    console.log(young.space_size / 2 ** 20)`
  const args = ['--no-warnings', '--input-type=module', '--eval', script]
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

// two processes that work for a second each, longer on a machine that is busy
test('the young generation stays small where we say so, and only there', { timeout: 60_000 }, () => {
  const keep = `import { keepHeapSmall } from '${module}'; keepHeapSmall()`
  expect(grownTo(keep)).toBeLessThan(10)
  expect(grownTo('')).toBeGreaterThan(20)
})
