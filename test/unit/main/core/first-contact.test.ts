import { expect, test } from 'vitest'
import { discover } from '../../../../src/main/core/discovery.ts'
import { testTarget } from '../../../../src/main/core/test-target.ts'
import type { Connection, Session, System } from '../../../../src/main/systems/system.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'

const never = new AbortController().signal
const connection: Connection = {
  targetId: 'test',
  endpoints: ['a:1'],
  options: {},
  budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
}

/** A system whose failures the test decides on; the real ones' messages are tested against real servers. */
function system(parts: Partial<System>): System {
  return {
    id: 'kafka',
    connect: () => Promise.reject(new OrreryError('refused', 'Nobody listens')),
    probe: async () => false,
    views: {},
    rules: [],
    ...parts,
  }
}

function session(parts: Partial<Session>): Session & { closed: number } {
  const own = {
    closed: 0,
    observe: async (at: number) => ({ at, tookMs: 3, values: [], facts: [], gaps: [], cost: [] }),
    capabilities: () => [{ what: 'topics', state: 'observed' as const, by: 'Metadata' }],
    async [Symbol.asyncDispose]() {
      own.closed++
    },
    ...parts,
  }
  return own
}

test('a test that succeeds tells its steps and what may be seen, and leaves nothing open', async () => {
  const opened = session({})
  const { steps, capabilities } = await testTarget(
    system({
      async connect(_connection, { step }) {
        step?.({ id: 'tcp', says: 'answers', state: 'ok' })
        return opened
      },
    }),
    connection,
    never,
  )
  expect(steps.map(({ id, state }) => `${id} ${state}`)).toEqual(['tcp ok', 'read ok'])
  expect(capabilities).toHaveLength(1)
  expect(opened.closed).toBe(1)
})

test('it stops at the step that failed, with what to do', async () => {
  const error = new OrreryError('auth', 'Wrong password', { fix: 'Check it' })
  const { steps, capabilities } = await testTarget(
    system({
      async connect(_connection, { step }) {
        step?.({ id: 'tcp', says: 'answers', state: 'ok' })
        step?.({ id: 'auth', says: error.message, state: 'failed', error: error.toData() })
        throw error
      },
    }),
    connection,
    never,
  )
  expect(steps).toMatchObject([{ id: 'tcp' }, { id: 'auth', state: 'failed', error: { fix: 'Check it' } }])
  expect(capabilities).toEqual([])
})

test('a failure that no step told of is a step all the same', async () => {
  expect((await testTarget(system({}), connection, never)).steps).toMatchObject([
    { state: 'failed', says: 'Nobody listens', error: { code: 'refused' } },
  ])
  const mute = session({ observe: () => Promise.reject(new OrreryError('forbidden', 'Not allowed')) })
  const { steps } = await testTarget(system({ connect: async () => mute }), connection, never)
  expect(steps).toMatchObject([{ id: 'read', state: 'failed', error: { code: 'forbidden' } }])
  expect(mute.closed).toBe(1)
})

test('a window that goes away ends the test', async () => {
  const own = new AbortController()
  const hanging = testTarget(system({ connect: () => new Promise(() => undefined) }), connection, own.signal)
  own.abort(new OrreryError('cancelled', 'The window is gone'))
  await expect(hanging).rejects.toMatchObject({ code: 'cancelled' })
})

test('servers on default ports are offered, unless they are targets or not what they seem', async () => {
  const probed: string[] = []
  const probe = async (endpoint: string) => {
    probed.push(endpoint)
    if (endpoint === '127.0.0.1:9094') throw new Error('speaks something else')
    return endpoint === '127.0.0.1:9093'
  }
  const found = await discover([system({ probe })], ['localhost:9092', '10.0.0.1:9093'], never)
  expect(found).toEqual([{ system: 'kafka', endpoint: '127.0.0.1:9093', url: 'kafka://127.0.0.1:9093' }])
  expect(probed).not.toContain('127.0.0.1:9092')
  expect(probed.every((endpoint) => endpoint.startsWith('127.0.0.1:'))).toBe(true)
})
