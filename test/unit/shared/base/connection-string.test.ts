import { expect, test } from 'vitest'
import { parseConnectionString } from '../../../../src/shared/base/connection-string.ts'

const parse = (text: string) => parseConnectionString(text, (scheme) => (scheme === 'kafka' ? 9092 : 2181))

test.each([
  ['kafka://a:1,b:2', { scheme: 'kafka', endpoints: ['a:1', 'b:2'], path: '', options: {} }],
  ['kafka://a,b', { scheme: 'kafka', endpoints: ['a:9092', 'b:9092'], path: '', options: {} }],
  ['KAFKA://a:1,a:1/', { scheme: 'kafka', endpoints: ['a:1'], path: '', options: {} }],
  [
    'kafka://u:p@h:1,h:2?mechanism=scram-sha-512',
    {
      scheme: 'kafka',
      username: 'u',
      password: 'p',
      endpoints: ['h:1', 'h:2'],
      path: '',
      options: { mechanism: 'scram-sha-512' },
    },
  ],
  [
    'zookeeper://u@h/a/b',
    { scheme: 'zookeeper', username: 'u', endpoints: ['h:2181'], path: '/a/b', options: {} },
  ],
  [
    'zookeeper://u:p%40%3A%2F:x@[::1]:5',
    { scheme: 'zookeeper', username: 'u', password: 'p@:/:x', endpoints: ['[::1]:5'], path: '', options: {} },
  ],
  [
    'kafka://u:p@ss@h:1',
    { scheme: 'kafka', username: 'u', password: 'p@ss', endpoints: ['h:1'], path: '', options: {} },
  ],
  [
    'kafka://u:@h:1',
    { scheme: 'kafka', username: 'u', password: '', endpoints: ['h:1'], path: '', options: {} },
  ],
])('%s', (text, expected) => {
  expect(parse(text)).toEqual(expected)
})

test.each([
  '',
  'kafka',
  'h:9092',
  'kafka://',
  'kafka://a:1,,b:2',
  'kafka://a:0',
  'kafka://a:65536',
  'kafka://a:b',
  'kafka://::1',
  'kafka://a b:1',
  'kafka://a:1#x',
])('%s is refused, with how to write it', (text) => {
  expect(() => parse(text)).toThrow(
    expect.objectContaining({ code: 'invalid', fix: expect.stringContaining('kafka://') }),
  )
})

test.each(['kafka://u:s3cret@a:b:c', 'kafka://u:s3cret%@a:1', 'kafka://u:s3cret@'])(
  'the error of %s does not repeat the password',
  (text) => {
    let message = 'nothing was thrown: s3cret'
    try {
      parse(text)
    } catch (thrown) {
      message = JSON.stringify(thrown) + String(thrown)
    }
    expect(message).not.toContain('s3cret')
  },
)
