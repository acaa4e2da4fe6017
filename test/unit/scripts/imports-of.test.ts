import { expect, test } from 'vitest'
import { importsOf } from '../../../scripts/lib/imports-of.ts'

test('finds imports of every kind, and paths relative to the project', () => {
  const source = `
    import type { A } from './a.ts'
    import styles from '../look/b.module.css'
    import 'electron'
    export * from '../../shared/c.ts'
    export { d } from './d.ts'
    const e = await import('./e.ts')
    type F = Promise<import('./f.ts').F>
    const icon = () => <img src="import './not.ts'" />
    // import './neither.ts'
    void import(\`./\${icon}.ts\`)
  `
  expect(importsOf('src/renderer/app/page.tsx', source).toSorted()).toEqual([
    'electron',
    'src/renderer/app/a.ts',
    'src/renderer/app/d.ts',
    'src/renderer/app/e.ts',
    'src/renderer/app/f.ts',
    'src/renderer/look/b.module.css',
    'src/shared/c.ts',
  ])
})

test('drops a bundler suffix from a path', () => {
  expect(importsOf('src/main/core/a.ts', `import url from './worker.ts?modulePath'`)).toEqual([
    'src/main/core/worker.ts',
  ])
})

test('says which file could not be read', () => {
  expect(() => importsOf('src/broken.ts', 'import {')).toThrow(/src\/broken\.ts/)
})
