import { expect, test } from 'vitest'
import type { LabControl } from '../../../../src/main/core/host.ts'
import { LabClusters } from '../../../../src/main/core/lab-clusters.ts'
import type { LabState } from '../../../../src/shared/api/app.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'

/** A lab that starts when the test says so: the real one takes seconds and is tested as itself. */
function driven() {
  const seen = { started: 0, stopped: 0, observed: [] as string[], left: [] as string[] }
  let end: (why: string) => void = () => undefined
  let say: (says: string) => void = () => undefined
  const ready = Promise.withResolvers<void>()
  const control: LabControl = {
    unavailable: () => undefined,
    async start(cluster, progress, signal) {
      seen.started++
      say = progress
      progress(`Starting ${cluster}`)
      const stopped = new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      )
      await Promise.race([ready.promise, stopped])
      return {
        url: `kafka://${cluster}`,
        servers: [{ name: 'broker-1', endpoint: '127.0.0.1:9092' }],
        fault: async () => undefined,
        onEnd: (listener) => (end = listener),
        async [Symbol.asyncDispose]() {
          seen.stopped++
        },
      }
    },
  }
  const lab = new LabClusters(control, {
    async observe(cluster: string, url: string) {
      seen.observed.push(url)
      return `lab-${cluster}`
    },
    async leave(id) {
      seen.left.push(id)
    },
  })
  const states: LabState[] = []
  lab.changes.subscribe({ value: (state) => states.push(state), error: () => undefined })
  return { lab, seen, states, ready, say: (text: string) => say(text), end: () => end('died') }
}

test('a cluster that answers is observed; two that ask for it get one', async () => {
  const { lab, seen, states, ready } = driven()
  const both = Promise.all([lab.start('kafka'), lab.start('kafka')])
  ready.resolve()
  await both
  await lab.start('kafka')
  expect(seen).toMatchObject({ started: 1, observed: ['kafka://kafka'] })
  expect(states[0]).toMatchObject({ progress: 'Starting kafka', running: [] })
  expect(lab.state()).toEqual({
    available: true,
    running: [{ cluster: 'kafka', url: 'kafka://kafka', targetId: 'lab-kafka' }],
  })
})

test('what a cluster goes on telling once it runs holds up no other one', async () => {
  const { lab, ready, say } = driven()
  ready.resolve()
  await lab.start('kafka')
  say('the traffic flows')
  expect(lab.state()).not.toHaveProperty('progress')
})

test('stopping leaves nothing behind', async () => {
  const { lab, seen, ready } = driven()
  ready.resolve()
  await lab.start('kafka')
  await lab.stop()
  expect(seen).toMatchObject({ stopped: 1, left: ['lab-kafka'] })
  expect(lab.state().running).toEqual([])
})

test('a cluster that dies by itself is not said to run', async () => {
  const { lab, seen, ready, end } = driven()
  ready.resolve()
  await lab.start('zookeeper')
  end()
  await expect.poll(() => lab.state().running).toEqual([])
  expect(seen.left).toEqual(['lab-zookeeper'])
})

test('ending while a cluster starts gives it up', async () => {
  const { lab, seen } = driven()
  const start = lab.start('kafka').catch((thrown: OrreryError) => thrown.code)
  await expect.poll(() => seen.started).toBe(1)
  await lab[Symbol.asyncDispose]()
  expect(await start).toBe('cancelled')
  expect(lab.state()).toEqual({ available: true, running: [] })
})

test('without a checkout it says so', async () => {
  const nobody = { observe: () => expect.fail(), leave: () => expect.fail() }
  const lab = new LabClusters(undefined, nobody)
  expect(lab.state()).toMatchObject({ available: false, why: expect.stringContaining('checkout') })
  await expect(lab.start('kafka')).rejects.toMatchObject({ code: 'unsupported' })
})
