import { expect, test } from 'vitest'
import { checkDraft } from '../../../../src/main/core/targets/draft.ts'

const config = (url: string) => checkDraft({ name: '', url }).config

test('connection strings of ActiveMQ: several brokers, a path, TLS by the scheme', () => {
  expect(config('activemq+http://admin:secret@a:8161,b/api/jolokia')).toMatchObject({
    system: 'activemq',
    endpoints: ['a:8161', 'b:8161'],
    options: { path: '/api/jolokia' },
    auth: { username: 'admin' },
  })
  expect(config('activemq+https://admin:secret@a')).toMatchObject({
    endpoints: ['a:8162'],
    options: { tls: 'on' },
  })
  expect(config('activemq+https://admin:secret@a:1/j?tls=unverified').options).toEqual({
    tls: 'unverified',
    path: '/j',
  })
  expect(config('activemq://a').options).toEqual({})
})
