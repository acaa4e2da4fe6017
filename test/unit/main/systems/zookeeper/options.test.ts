import { describe, expect, test } from 'vitest'
import { parseOptions } from '../../../../../src/main/systems/zookeeper/options.ts'

describe('options', () => {
  test('have defaults', () => {
    expect(parseOptions({})).toMatchObject({ chroot: '/', tree: true, dataBytes: 16384 })
    expect(parseOptions({}).admin('zk-1:2181')).toEqual(['zk-1:8080'])
  })

  test.each([
    ['/', '/'],
    ['', '/'],
    ['/kafka', '/kafka'],
    ['/kafka/prod/', '/kafka/prod'],
  ])('chroot %s', (text, chroot) => expect(parseOptions({ chroot: text }).chroot).toBe(chroot))

  test('how often an old server’s tree is walked, never more than once a second', () => {
    expect(parseOptions({}).pollMs).toBe(60_000)
    expect(parseOptions({ poll: '10' }).pollMs).toBe(10_000)
    expect(parseOptions({ poll: '0' }).pollMs).toBe(1000)
  })

  test('AdminServer: a port for all, a list, or none', () => {
    expect(parseOptions({ admin: '8081' }).admin('[::1]:2181')).toEqual(['[::1]:8081'])
    expect(parseOptions({ admin: 'a:1,http://b:2,c' }).admin('zk-1:2181')).toEqual(['a:1', 'b:2', 'c:8080'])
    expect(parseOptions({ admin: 'a:1,b:2,a:3' }).admin('a:2181')).toEqual(['a:1', 'a:3'])
    expect(parseOptions({ admin: 'https://a:1,b:2' }).admin('zk-1:2181')).toEqual(['https://a:1', 'b:2'])
    expect(parseOptions({ admin: 'off' }).admin('zk-1:2181')).toEqual([])
  })

  test('with TLS its AdminServer is asked by HTTPS first, unless it is said how', () => {
    expect(parseOptions({ tls: 'on' }).admin('a:2281')).toEqual(['https://a:8080', 'a:8080'])
    expect(parseOptions({ tls: 'on', admin: 'http://a:1,b:2' }).admin('b:2281')).toEqual([
      'https://b:2',
      'b:2',
    ])
    expect(parseOptions({ tls: 'on', admin: 'http://a:1,b:2' }).admin('a:2281')).toEqual(['a:1'])
    expect(parseOptions({}).adminTls).toMatchObject({ rejectUnauthorized: true })
    expect(parseOptions({}).tls).toBeUndefined()
  })

  test.each([
    { chroot: 'kafka' },
    { chroot: '/a//b' },
    { tree: 'no' },
    { data: '-1' },
    { data: '1k' },
    { poll: '1s' },
    { admin: 'a:b' },
  ])('%o is refused with what to write instead', (options) => {
    expect(() => parseOptions(options)).toThrow(
      expect.objectContaining({ code: 'invalid', fix: expect.any(String) as string }),
    )
  })
})
