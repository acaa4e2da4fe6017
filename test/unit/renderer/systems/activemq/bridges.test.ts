import { describe, expect, test } from 'vitest'
import {
  bridgeLabel,
  bridgeRates,
  bridgesOf,
  isOf,
  nodesOf,
  wayOver,
  wholeState,
} from '../../../../../src/renderer/systems/activemq/network/bridges.ts'
import { drawingText } from '../../../../../src/renderer/systems/activemq/network/drawing-text.ts'
import { networkSaid } from '../../../../../src/renderer/systems/activemq/network/network-said.ts'
import { duplex, link, networkBroker, networkData, networkDestination, strandedOrders } from './samples.ts'

const at = 100_000

describe('bridges', () => {
  test('both halves of a duplex bridge are one line, and each broker tells its own', () => {
    const bridges = bridgesOf(networkData())
    expect(bridges).toHaveLength(1)
    expect(bridges[0]).toMatchObject({
      ...{ owner: 'B', other: 'A', isDuplex: true, ownerState: 'up', otherState: 'up' },
    })
    expect(bridges[0]?.configured?.from).toBe('B')
    expect(bridges[0]?.accepted?.from).toBe('A')
    expect(bridgeRates(bridges[0] ?? expect.fail())).toEqual({ there: 4, back: 1 })
  })

  test('two duplex bridges between the same brokers stay two', () => {
    const links = [
      link('B', 'A', { entity: 'one', carries: 'both' }),
      link('B', 'A', { entity: 'two', carries: 'both' }),
      link('A', 'B', { entity: 'half-one', side: 'accepted', carries: 'both' }),
      link('A', 'B', { entity: 'half-two', side: 'accepted', carries: 'both' }),
    ]
    const bridges = bridgesOf(networkData({ links }))
    expect(bridges.map((bridge) => [bridge.entity, bridge.accepted?.entity])).toEqual([
      ['one', 'half-one'],
      ['two', 'half-two'],
    ])
    expect(isOf(bridges[1] ?? expect.fail(), 'half-two')).toBe(true)
  })

  test('a one-way bridge takes no half, though the other broker accepted one elsewhere', () => {
    const links = [link('B', 'A'), ...duplex('C', 'A')]
    const brokers = ['A', 'B', 'C'].map((key) => networkBroker(key))
    const bridges = bridgesOf(networkData({ brokers, links }))
    expect(bridges.map(({ owner, other, isDuplex }) => [owner, other, isDuplex])).toEqual([
      ['B', 'A', false],
      ['C', 'A', true],
    ])
  })

  test('what a broker that hangs would say of its half is not known, whatever it said last', () => {
    const brokers = [networkBroker('A', { state: 'silent' }), networkBroker('B')]
    const [bridge] = bridgesOf(networkData({ brokers }))
    expect(bridge).toMatchObject({ ownerState: 'up', otherState: 'unknown' })
    expect(wholeState(bridge ?? expect.fail())).toBe('unknown')
  })

  test('of a bridge that only the accepting side tells, the half of the other is not known', () => {
    const [, accepted] = duplex('B', 'A')
    const brokers = [networkBroker('A'), networkBroker('B', { isForeign: true, state: null })]
    const [bridge] = bridgesOf(networkData({ brokers, links: accepted === undefined ? [] : [accepted] }))
    expect(bridge).toMatchObject({ owner: 'B', other: 'A', ownerState: 'unknown', otherState: 'up' })
    expect(bridgeRates(bridge ?? expect.fail())).toEqual({ there: 4, back: 1 })
  })

  test('a lost duplex bridge is lost on both sides that answer', () => {
    const data = networkData({ links: [link('B', 'A', { carries: 'both', state: 'down' })] })
    expect(bridgesOf(data)[0]).toMatchObject({ ownerState: 'down', otherState: 'down' })
  })

  test('a connector that never reached a broker ends in a place of its own', () => {
    const data = networkData({ links: [link('A', null, { state: 'down', carries: null })] })
    const bridges = bridgesOf(data)
    const nodes = nodesOf(data, bridges)
    expect(nodes.map((node) => node.broker?.key)).toEqual(['A', 'B', undefined])
    expect(nodes[2]?.key).toBe(bridges[0]?.other)
  })
})

describe('what is written beside a bridge', () => {
  test('rates with the arrows of the drawing; what is not observed is no zero', () => {
    const [bridge = expect.fail()] = bridgesOf(networkData())
    expect(bridgeLabel(bridge, at, ['←', '→'])).toEqual(['nc-B', '← 4/s → 1/s'])
    const silent = { ...bridge, configured: link('B', 'A', { outPerSecond: null }), accepted: undefined }
    expect(bridgeLabel(silent, at)[1]).toBe('→ ? ← ?')
  })

  test('since when it is down', () => {
    const [bridge = expect.fail()] = bridgesOf(
      networkData({ links: [link('B', 'A', { state: 'down', stateSince: at - 5000 })] }),
    )
    expect(bridgeLabel(bridge, at)[1]).toMatch(/^no bridge since \d\d:\d\d:\d\d$/)
  })
})

describe('the way over bridges', () => {
  const chain = bridgesOf(
    networkData({
      brokers: ['A', 'B', 'C', 'D'].map((key) => networkBroker(key)),
      links: [link('A', 'B'), link('C', 'B'), link('C', 'D')],
    }),
  )

  test('is the shortest, in both directions of a bridge', () => {
    expect(wayOver(chain, 'D', 'A')).toEqual(['D', 'C', 'B', 'A'])
    expect(wayOver(chain, 'A', 'A')).toEqual(['A'])
  })

  test('is empty where none leads there', () => {
    expect(wayOver(chain, 'A', 'elsewhere')).toEqual([])
  })
})

describe('in words', () => {
  test('a stranded queue, broken bridges and a broker that hangs are said, the stranded first', () => {
    const data = networkData({
      brokers: [networkBroker('A'), networkBroker('B'), networkBroker('C', { state: 'silent' })],
      links: [link('A', 'B', { state: 'down' }), link('B', 'A', { state: 'stopped' })],
      destinations: [strandedOrders, { ...strandedOrders, name: 'mail' }],
    })
    const said = networkSaid(data, undefined, at)
    expect(said[0]?.headline).toBe('orders is stranded on B.')
    expect(said[0]?.rest).toContain('The same holds of mail')
    expect(said.map(({ tone }) => tone)).toEqual(['bad', 'bad', 'warn', 'bad'])
    expect(said.at(-1)?.headline).toContain('C hangs')
  })

  test('the chosen destination is spoken of, if it is stranded', () => {
    const mail = { ...strandedOrders, name: 'mail' }
    const data = networkData({ destinations: [strandedOrders, mail] })
    expect(networkSaid(data, mail, at)[0]?.headline).toBe('mail is stranded on B.')
    expect(networkSaid(data, networkDestination({ name: 'calm' }), at)[0]?.headline).toContain('orders')
  })

  test('a sound network says nothing', () => {
    expect(networkSaid(networkData(), undefined, at)).toEqual([])
  })

  test('the drawing tells who holds, who consumes and which bridges stand', () => {
    const text = drawingText(networkData(), strandedOrders)
    expect(text).toContain('B to A, both ways, up')
    expect(text).toContain('B holds 25 with 0 consumers of its own')
    expect(text).toContain('25 messages wait on B; A consumes.')
  })
})
