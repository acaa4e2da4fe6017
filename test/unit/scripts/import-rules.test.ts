import { expect, test } from 'vitest'
import { fit, objection } from '../../../scripts/lib/import-rules.ts'

const allowed: readonly (readonly [string, string])[] = [
  ['src/main/systems/kafka/ask/metadata.ts', 'src/main/systems/kafka/wire/bytes.ts'],
  ['src/main/systems/kafka/session.ts', 'src/main/systems/system.ts'],
  ['src/main/systems/kafka/sample.ts', 'src/shared/systems/kafka-views.ts'],
  ['lab/traffic/kafka-worker.ts', 'kafkajs'],
  ['src/main/systems/kafka/session.ts', 'node:net'],
  ['src/main/core/sampler.ts', 'src/main/systems/index.ts'],
  ['src/main/store/writer.ts', 'better-sqlite3'],
  ['src/main/index.ts', 'electron'],
  ['src/renderer/systems/kafka/page.tsx', 'src/renderer/components/Panel.tsx'],
  ['src/renderer/app/main.tsx', 'react-dom/client'],
  ['lab/cli.ts', 'lab/kafka/kafka.ts'],
  ['test/lab/kafka/lag.test.ts', 'src/main/systems/kafka/index.ts'],
  ['test/unit/renderer/chart.test.ts', 'src/renderer/components/chart/path.ts'],
  ['vitest.config.ts', 'vitest/config'],
]

test.each(allowed)('%s may import %s', (importer, imported) => {
  expect(objection(importer, imported)).toBeUndefined()
})

const refused: readonly (readonly [string, string])[] = [
  ['src/main/systems/kafka/session.ts', 'src/main/systems/zookeeper/session.ts'],
  ['src/main/systems/kafka/sample.ts', 'src/shared/systems/zookeeper.ts'],
  ['src/renderer/systems/kafka/page.tsx', 'src/renderer/systems/zookeeper/page.tsx'],
  ['src/main/systems/kafka/session.ts', 'src/main/store/store.ts'],
  ['src/main/store/writer.ts', 'src/main/systems/kafka/index.ts'],
  ['src/main/core/sampler.ts', 'src/main/systems/kafka/session.ts'],
  ['src/main/core/history.ts', 'better-sqlite3'],
  ['src/main/systems/kafka/session.ts', 'kafkajs'],
  ['src/main/core/core.ts', 'electron'],
  ['src/main/headless.ts', 'src/main/shell/window.ts'],
  ['src/renderer/app/main.tsx', 'src/main/store/store.ts'],
  ['src/renderer/app/main.tsx', 'node:path'],
  ['src/shared/base/time.ts', 'node:timers'],
  ['src/shared/base/time.ts', 'react'],
  ['src/main/core/core.ts', 'react'],
  ['lab/cli.ts', 'src/shared/base/errors.ts'],
  ['test/unit/renderer/chart.test.ts', 'src/main/store/store.ts'],
  ['src/elsewhere/file.ts', 'src/shared/base/errors.ts'],
  ['src/main/core/core.ts', 'src/elsewhere/file.ts'],
]

test.each(refused)('%s may not import %s', (importer, imported) => {
  expect(objection(importer, imported)).toBeTypeOf('string')
})

test('an objection names what would be allowed, for the system it is about', () => {
  expect(objection('src/main/systems/kafka/a.ts', 'src/main/systems/redis/b.ts')).toContain(
    'src/main/systems/kafka,',
  )
})

test('a pattern takes itself and what is below it, not what merely begins alike', () => {
  expect(fit('src/main/core', 'src/main/core/bus.ts')).toBeDefined()
  expect(fit('src/main/core', 'src/main/core')).toBeDefined()
  expect(fit('src/main/core', 'src/main/corefile.ts')).toBeUndefined()
  expect(fit('src/{main,shared}', 'src/renderer/a.ts')).toBeUndefined()
  expect(fit('src/shared/systems/<name>-*.ts', 'src/shared/systems/kafka-views.ts')).toEqual({
    name: 'kafka',
  })
})
