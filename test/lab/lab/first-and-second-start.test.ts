import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findJava } from '../../../lab/host/java.ts'
import { lab } from '../../../lab/index.ts'
import { runCli, runLab } from './child.ts'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('a second start needs neither Maven nor network, and takes seconds', async () => {
  await (await lab.zookeeper({ voters: 1 }))[Symbol.asyncDispose]()
  const bin = await temporaryFolder()
  await symlink((await findJava()).command, join(bin, 'java'))
  // without Maven nothing could be fetched: the lab itself never dials out
  const { JAVA_HOME: _java, MAVEN_HOME: _maven, ...env } = process.env
  const child = runLab(
    `const startMs = performance.now()
     const zk = await lab.zookeeper({ voters: 1 })
     console.log('took ' + Math.round(performance.now() - startMs))
     await zk[Symbol.asyncDispose]()`,
    { ...env, PATH: bin },
  )
  const tookMs = Number((await child.line(/^took /)).slice(5))
  expect(tookMs).toBeLessThan(15_000)
  expect(await child.ended).toBe(0)
})

test('two first starts at once fetch the jars once', async () => {
  const cache = await temporaryFolder()
  const code = `
    const lines = []
    const { classpath } = await jarsOf('zookeeper-3', (line) => lines.push(line))
    console.log(JSON.stringify({ fetches: lines.length, jars: classpath.split(':').length }))`
  const env = { ...process.env, XDG_CACHE_HOME: cache }
  const children = [runLab(code, env), runLab(code, env)]
  const said = await Promise.all(children.map((child) => child.line(/fetches/, 120_000)))
  const results = said.map((line) => JSON.parse(line) as { fetches: number; jars: number })
  expect(results.reduce((sum, { fetches }) => sum + fetches, 0)).toBe(1)
  for (const { jars } of results) expect(jars).toBeGreaterThan(30)
  const left = (await readdir(join(cache, 'orrery', 'lab'))).filter((name) => /part|lock/.test(name))
  expect(left).toEqual([])
})

test('without Java, and without Maven when it is needed, the message says what to install', async () => {
  const empty = await temporaryFolder()
  const { JAVA_HOME: _java, MAVEN_HOME: _maven, ...env } = process.env
  const noJava = runCli(['up', 'zookeeper'], { ...env, PATH: empty })
  expect(await noJava.ended).toBe(1)
  expect(noJava.errors.join('\n')).toMatch(/no Java was found[\s\S]*openjdk/)
  const bin = join(empty, 'bin')
  await mkdir(bin)
  await symlink((await findJava()).command, join(bin, 'java'))
  const noMaven = runCli(['up', 'zookeeper'], { ...env, PATH: bin, XDG_CACHE_HOME: empty })
  expect(await noMaven.ended).toBe(1)
  expect(noMaven.errors.join('\n')).toMatch(/no mvn was found[\s\S]*apt-get install maven/)
})
