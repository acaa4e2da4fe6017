import { expect, test } from 'vitest'
import {
  draftOf,
  emptyTyped,
  problemOf,
  readUrl,
  suggestedName,
  typedOf,
} from '../../../../../src/renderer/app/targets/draft.ts'
import { catalogues } from '../../../../../src/shared/systems/index.ts'

const all = Object.values(catalogues)
const typed = (change: Partial<typeof emptyTyped>) => ({ ...emptyTyped, ...change })

test('a connection string is read without its password', () => {
  const read = readUrl('kafka://me:secret@a:9092,b?mechanism=plain', all)
  expect(read?.system.id).toBe('kafka')
  expect(read).toMatchObject({ endpoints: ['a:9092', 'b:9092'], username: 'me' })
  expect(JSON.stringify(read)).not.toContain('secret')
  expect(readUrl('http://a:80', all)).toBeUndefined()
})

test('what is missing is said before it is tried', () => {
  expect(problemOf(typed({}), all)).toContain('endpoint')
  expect(problemOf(typed({ url: 'ftp://x:1' }), all)).toContain('kafka://')
  expect(problemOf(typed({ endpoints: 'a:b:c' }), all)).toContain('host:port')
  expect(problemOf(typed({ endpoints: 'a:9092, [::1]:9092' }), all)).toBeUndefined()
})

test('the draft says only what was typed', () => {
  expect(draftOf(typed({ url: ' kafka://a:9092 ', name: 'prod' }))).toEqual({
    name: 'prod',
    url: 'kafka://a:9092',
    permission: 'observe',
  })
  expect(
    draftOf(
      typed({
        endpoints: 'a:1 b:2',
        username: 'me',
        password: 'pw',
        options: { mechanism: 'plain', other: '' },
        seconds: '2.5',
        budget: { znodes: '1000', bytes: '' },
      }),
    ),
  ).toEqual({
    name: 'a',
    system: 'kafka',
    endpoints: ['a:1', 'b:2'],
    options: { mechanism: 'plain' },
    username: 'me',
    password: 'pw',
    permission: 'observe',
    intervalMs: 2500,
    budget: { znodes: 1000 },
  })
})

test('a password may stay outside', () => {
  const draft = draftOf(
    typed({ endpoints: 'a:1', password: 'forgotten', passwordIn: 'env', passwordRef: 'KAFKA_PW' }),
  )
  expect(draft.passwordFrom).toEqual({ kind: 'env', name: 'KAFKA_PW' })
  expect(draft.password).toBeUndefined()
})

test('a name is suggested', () => {
  expect(suggestedName(typed({ url: 'kafka://u:p@orders-1:9092,orders-2:9092?x=y' }))).toBe('orders-1')
  expect(suggestedName(typed({ url: 'zookeeper://127.0.0.1:2181/chroot' }))).toBe('local zookeeper')
  expect(suggestedName(typed({}))).toBe('')
})

test('a saved target comes back as typed, without its password', () => {
  const back = typedOf({
    id: 'x',
    name: 'prod',
    system: 'zookeeper',
    endpoints: ['z:2181'],
    options: { chroot: '/app', admin: '8081' },
    auth: { username: 'me', password: { kind: 'file', path: '/run/secret' } },
    permission: 'observe',
    intervalMs: 5000,
    budget: { requestsPerSecond: 0, znodes: 50_000, bytes: 0 },
  })
  expect(back).toMatchObject({
    options: { chroot: '/app', admin: '8081' },
    passwordIn: 'file',
    passwordRef: '/run/secret',
    budget: { znodes: '50000' },
    seconds: '5',
  })
  expect(draftOf(back)).toMatchObject({
    endpoints: ['z:2181'],
    passwordFrom: { kind: 'file', path: '/run/secret' },
  })
})
