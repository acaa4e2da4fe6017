import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'

const lib = new URL('../../../scripts/lib/', import.meta.url)

/** A program that tells its pid, then its fate: with what signal it was asked to end. It exits with 7. */
const host = `
  process.on('SIGTERM', () => { console.log('SIGTERM'); process.exit(7) })
  process.on('SIGINT', () => { console.log('SIGINT'); process.exit(7) })
  setInterval(() => undefined, 1000)
  console.log(process.pid)
`

/** A starter that becomes the host, as npm start does. */
function startStarter(program = host): { starter: ChildProcess; lines: AsyncIterator<string> } {
  const args = [`--import=${new URL('end-with-parent.mjs', lib).href}`, '--input-type=module', '-e', program]
  const source = `
    import { become } from ${JSON.stringify(new URL('processes.mjs', lib).href)}
    await become(process.execPath, ${JSON.stringify(args)})
  `
  const starter = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void starter.kill('SIGKILL'))
  return { starter, lines: linesOf(starter) }
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of child.stdout ?? []) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s reaches the program, and its exit code comes back',
  async (signal) => {
    const { starter, lines } = startStarter()
    await lines.next()
    starter.kill(signal)
    expect((await lines.next()).value).toBe(signal)
    expect(await once(starter, 'exit')).toEqual([7, null])
  },
)

test('a program whose starter was killed is asked to end', async () => {
  const { starter, lines } = startStarter()
  await lines.next()
  starter.kill('SIGKILL')
  // its own end of the pipe outlives the starter's
  expect((await lines.next()).value).toBe('SIGTERM')
  expect((await lines.next()).done).toBe(true)
})

test('a program that npm started is asked to end when npm is gone, which passes no signal on', async () => {
  const args = [`--import=${new URL('end-with-parent.mjs', lib).href}`, '--input-type=module', '-e', host]
  const npm = `
    const env = { ...process.env, npm_lifecycle_event: 'start' }
    require('node:child_process').spawn(process.execPath, ${JSON.stringify(args)}, { stdio: 'inherit', env })
  `
  const child = spawn(process.execPath, ['-e', npm], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = linesOf(child)
  await lines.next()
  child.kill('SIGKILL')
  expect((await lines.next()).value).toBe('SIGTERM')
})

test('a program that a signal ended counts as 128 and its number', async () => {
  const { starter } = startStarter("process.kill(process.pid, 'SIGKILL')")
  expect(await once(starter, 'exit')).toEqual([137, null])
})
