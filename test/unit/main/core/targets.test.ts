import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkDraft } from '../../../../src/main/core/targets/draft.ts'
import { TargetList } from '../../../../src/main/core/targets/target-list.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-test-'))
  file = join(folder, 'deep/targets.json')
})
afterEach(() => rm(folder, { recursive: true }))

describe('a draft', () => {
  test('of a connection string alone', () => {
    expect(checkDraft({ name: 'orders', url: 'kafka://u:p@a:1,b:2?mechanism=plain' })).toMatchObject({
      config: {
        name: 'orders',
        system: 'kafka',
        endpoints: ['a:1', 'b:2'],
        options: { mechanism: 'plain' },
        auth: { username: 'u', password: { kind: 'stored' } },
        permission: 'observe',
        intervalMs: 5_000,
      },
      password: 'p',
    })
  })

  test('of a connection string with a path', () => {
    const { config } = checkDraft({ name: '', url: 'zookeeper://a/app' })
    expect(config).toMatchObject({ name: 'a:2181', endpoints: ['a:2181'], options: { chroot: '/app' } })
  })

  test('of Redis: a password alone is the default user’s, Sentinel has its port, and a name is a path', () => {
    expect(checkDraft({ name: 'x', url: 'redis://:s3cret@a' })).toMatchObject({
      config: { endpoints: ['a:6379'], auth: { username: 'default', password: { kind: 'stored' } } },
      password: 's3cret',
    })
    const passwordFrom = { kind: 'env', name: 'REDIS_PASSWORD' } as const
    expect(checkDraft({ name: 'x', url: 'redis://a', passwordFrom }).config.auth).toEqual({
      username: 'default',
      password: passwordFrom,
    })
    expect(checkDraft({ name: 'x', url: 'kafkas://a' }).config).toMatchObject({
      endpoints: ['a:9093'],
      options: { tls: 'on' },
    })
    expect(checkDraft({ name: 'x', url: 'zookeepers://a/app?tls=unverified' }).config).toMatchObject({
      endpoints: ['a:2281'],
      options: { tls: 'unverified', chroot: '/app' },
    })
    expect(checkDraft({ name: 'x', url: 'rediss://a?ca=/ca.pem' }).config.options).toEqual({
      tls: 'on',
      ca: '/ca.pem',
    })
    expect(checkDraft({ name: 'x', url: 'redis-sentinel://a,b:1/mymaster' }).config).toMatchObject({
      system: 'redis',
      endpoints: ['a:26379', 'b:1'],
      options: { master: '/mymaster' },
    })
  })

  test('of fields', () => {
    const draft = {
      name: 'x',
      system: 'kafka',
      endpoints: ['a', 'b:1'],
      intervalMs: 1_000,
      budget: { znodes: 5 },
    }
    expect(checkDraft(draft).config).toMatchObject({
      endpoints: ['a:9092', 'b:1'],
      intervalMs: 1_000,
      budget: { znodes: 5, requestsPerSecond: 0 },
    })
  })

  test.each([
    ['password-env=KAFKA_PASSWORD', { kind: 'env', name: 'KAFKA_PASSWORD' }],
    ['password-file=%2Frun%2Fsecrets%2Fkafka', { kind: 'file', path: '/run/secrets/kafka' }],
  ])('that says ?%s refers to it, and passes the other options on', (query, reference) => {
    const { config, password } = checkDraft({ name: 'x', url: `kafka://u@a?${query}&mechanism=plain` })
    expect(config.auth).toEqual({ username: 'u', password: reference })
    expect(config.options).toEqual({ mechanism: 'plain' })
    expect(password).toBeUndefined()
  })

  test('of a password that lies elsewhere is never stored', () => {
    const passwordFrom = { kind: 'env', name: 'KAFKA_PASSWORD' } as const
    const { config, password } = checkDraft({ name: 'x', url: 'kafka://u:p@a', passwordFrom })
    expect(config.auth?.password).toEqual(passwordFrom)
    expect(password).toBeUndefined()
  })

  test.each([
    [{ name: 'x' }, 'The system is not given'],
    [{ name: 'x', system: 'etcd', endpoints: ['a'] }, 'does not know etcd'],
    [{ name: 'x', url: 'http://a' }, 'does not know http'],
    [{ name: 'x', system: 'kafka' }, 'The servers are not given'],
    [{ name: 'x', url: 'kafka://a/path' }, 'takes no path'],
    [{ name: 'x', url: 'kafka://u@a' }, 'The password of u is not given'],
    [{ name: 'x', url: 'kafka://u:p@a?password-env=P' }, 'more than once'],
    [{ name: 'x', url: 'kafka://a', password: 'p' }, 'no user name'],
    [{ name: 'x', url: 'kafka://a', intervalMs: 10 }, 'An interval of 10 ms'],
    [{ name: 'x', url: 'kafka://a', intervalMs: Number.NaN }, 'An interval of NaN ms'],
    [{ name: 'x', url: 'kafka://a', budget: { bytes: -1 } }, 'The budget bytes'],
    [{ name: 'x', url: 'kafka://a', options: { a: 1 as unknown as string } }, 'The option a'],
  ])('%o is refused', (draft, message) => {
    expect(() => checkDraft(draft)).toThrow(message)
  })
})

describe('the list', () => {
  test('keeps what was added, and the password elsewhere, for the owner only', async () => {
    const list = await TargetList.open(file)
    const config = await list.add({ name: 'Orders (EU)', url: 'kafka://u:s3cret@a' })
    expect(config.id).toBe('orders-eu')
    expect(await readFile(file, 'utf8')).not.toContain('s3cret')
    const secrets = join(folder, 'deep/secrets.json')
    for (const path of [file, secrets]) expect((await stat(path)).mode & 0o777).toBe(0o600)
    const again = await TargetList.open(file)
    expect(again.all()).toEqual([config])
    expect(await again.credentials(config)).toEqual({ username: 'u', password: 's3cret' })
  })

  test('takes away what others could read of the secrets', async () => {
    const list = await TargetList.open(file)
    await list.add({ name: 'a', url: 'kafka://u:p@a' })
    const secrets = join(folder, 'deep/secrets.json')
    const { chmod } = await import('node:fs/promises')
    await chmod(secrets, 0o644)
    const again = await TargetList.open(file)
    await again.credentials(again.all()[0] ?? expect.fail())
    expect((await stat(secrets)).mode & 0o777).toBe(0o600)
  })

  test('gives each its own id, also when they are added at once', async () => {
    const list = await TargetList.open(file)
    const added = await Promise.all(
      ['a', 'a', 'A', '日本', ''].map((name) => list.add({ name, url: 'kafka://a' })),
    )
    expect(new Set(added.map(({ id }) => id)).size).toBe(5)
    expect((await TargetList.open(file)).all()).toHaveLength(5)
  })

  test('changes what is said and keeps the rest, the password too', async () => {
    const list = await TargetList.open(file)
    const { id } = await list.add({ name: 'a', url: 'kafka://u:p@a', intervalMs: 1_000 })
    const changed = await list.update(id, { name: 'b' })
    expect(changed).toMatchObject({
      id,
      name: 'b',
      endpoints: ['a:9092'],
      intervalMs: 1_000,
      auth: { username: 'u' },
    })
    expect(await list.credentials(changed)).toEqual({ username: 'u', password: 'p' })
    await list.update(id, { name: 'b', password: 'q' })
    expect(await list.credentials(changed)).toEqual({ username: 'u', password: 'q' })
  })

  test('forgets the password with the target', async () => {
    const list = await TargetList.open(file)
    const { id } = await list.add({ name: 'a', url: 'kafka://u:s3cret@a' })
    await list.remove(id)
    expect(await readFile(join(folder, 'deep/secrets.json'), 'utf8')).not.toContain('s3cret')
    expect((await TargetList.open(file)).all()).toEqual([])
    await expect(list.remove(id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('reads what a person wrote, and moves a password out of it when it is next saved', async () => {
    file = join(folder, 'targets.json')
    const written = {
      targets: [
        { name: 'orders', url: 'kafka://u:s3cret@a' },
        { url: 'zookeeper://b/x', intervalMs: 2_000 },
      ],
    }
    await writeFile(file, JSON.stringify(written))
    const list = await TargetList.open(file)
    expect(list.all()).toMatchObject([
      { id: 'orders' },
      { id: 'b-2181', options: { chroot: '/x' }, intervalMs: 2_000 },
    ])
    expect(await list.credentials(list.get('orders'))).toEqual({ username: 'u', password: 's3cret' })
    await list.add({ name: 'more', url: 'kafka://c' })
    expect(await readFile(file, 'utf8')).not.toContain('s3cret')
    const again = await TargetList.open(file)
    expect(await again.credentials(again.get('orders'))).toEqual({ username: 'u', password: 's3cret' })
  })

  test('what is passing is not saved, its password neither', async () => {
    const list = await TargetList.open(file)
    const config = await list.add({ name: 'x', url: 'kafka://u:p@a' }, { id: 'passing' })
    expect(await list.credentials(config)).toEqual({ username: 'u', password: 'p' })
    expect((await TargetList.open(file)).all()).toEqual([])
  })

  test('secrets come from the environment and from files', async () => {
    vi.stubEnv('ORRERY_TEST_PASSWORD', 'from env')
    const path = join(folder, 'password')
    await writeFile(path, 'from file\n')
    const list = await TargetList.open(file)
    const add = (passwordFrom: { kind: 'env'; name: string } | { kind: 'file'; path: string }) =>
      list.add({ name: 'x', url: 'kafka://u@a', passwordFrom }).then((config) => list.credentials(config))
    expect(await add({ kind: 'env', name: 'ORRERY_TEST_PASSWORD' })).toMatchObject({ password: 'from env' })
    expect(await add({ kind: 'file', path })).toMatchObject({ password: 'from file' })
    await expect(add({ kind: 'env', name: 'ORRERY_NOT_SET' })).rejects.toThrow('ORRERY_NOT_SET is not set')
    await expect(add({ kind: 'file', path: join(folder, 'none') })).rejects.toThrow('cannot be read')
    vi.unstubAllEnvs()
  })

  test.each([
    ['{', 'is not JSON'],
    ['{"targets": {}}', 'holds no list of targets'],
    ['null', 'holds no list of targets'],
    ['{"targets": [{"name": "a", "url": "kafka://a"}, {"name": "b"}]}', 'target 2: The system is not given'],
    ['{"targets": [5]}', 'target 1: It is not an object'],
    ['{"targets": [{"url": "kafka://u:s3cret@:x"}]}', 'target 1: ":x" is not host:port'],
  ])('a file that says %s is refused by name, and left alone', async (content, message) => {
    file = join(folder, 'targets.json')
    await writeFile(file, content)
    const failure = await TargetList.open(file).catch((thrown: unknown) => thrown as Error)
    expect(failure).toMatchObject({ code: 'invalid', message: expect.stringContaining(message) })
    expect((failure as Error).message).toContain(file)
    expect((failure as Error).message).not.toContain('s3cret')
    expect(await readFile(file, 'utf8')).toBe(content)
  })
})
