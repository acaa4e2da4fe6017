import { defineConfig } from 'vitest/config'

/** Shared machines stall: where a landing hangs on it, a test on real servers has a second try, and the report says so. */
const retry = process.env['CI'] === 'true' ? 1 : 0

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          // a process for each of 160 files would take longer than the tests; and some of those wait
          isolate: false,
          maxWorkers: 4,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts'],
          // one real cluster at a time: the files run one after the other
          fileParallelism: false,
          retry,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'try',
          include: ['test/try/**/*.test.ts'],
          // an experiment mostly waits: for a session to expire, a controller to notice
          maxWorkers: 3,
          retry,
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          retry,
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
