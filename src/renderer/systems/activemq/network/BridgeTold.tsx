import { formatMeasure } from '../../../../shared/base/format-number.ts'
import type { NetworkLink } from '../../../../shared/systems/activemq-network-views.ts'
import { linkWords, sinceText } from '../words.ts'
import { bridgeRates, type Bridge } from './bridges.ts'
import style from './network.module.css'

/** What is said of a bridge on hover: each half by its own broker, and how the connector is set. */
export function BridgeTold({ bridge, at }: { readonly bridge: Bridge; readonly at: number }) {
  const { configured, accepted } = bridge
  const { there, back } = bridgeRates(bridge)
  const rate = (value: number | null) => (value === null ? '?' : `${formatMeasure(value)}/s`)
  return (
    <>
      <b>{configured?.connector ?? 'duplex half'}</b> {bridge.isDuplex ? 'both ways' : 'one way'}
      {configured !== undefined && <Half link={configured} at={at} />}
      {accepted !== undefined && <Half link={accepted} at={at} />}
      {bridge.isDuplex && accepted === undefined && (
        <div className={style['dim']}>{bridge.other} says nothing of its half</div>
      )}
      <div>
        {rate(there)} there{bridge.isDuplex && `, ${rate(back)} back`}
      </div>
      {configured !== undefined && <div className={style['dim']}>{settingsText(configured)}</div>}
    </>
  )
}

function Half({ link, at }: { readonly link: NetworkLink; readonly at: number }) {
  return (
    <div>
      {link.from} says: {linkWords(link.state).word} {sinceText(link.stateSince, at)}
    </div>
  )
}

/** "messageTTL 1 · consumerTTL 1 · conduit": as far as the connector tells. */
export function settingsText(link: NetworkLink): string {
  const flag = (value: boolean | null, word: string) => (value === true ? word : '')
  return [
    link.ttl.message === null ? '' : `messageTTL ${link.ttl.message}`,
    link.ttl.consumer === null ? '' : `consumerTTL ${link.ttl.consumer}`,
    flag(link.isConduit, 'conduit'),
    flag(link.isDynamicOnly, 'dynamic only'),
    flag(link.decreasesPriority, 'decreases priority'),
    flag(link.isBridgingTemporary, 'bridges temporary ones'),
    link.user === null || link.user === '' ? '' : `as ${link.user}`,
  ]
    .filter(Boolean)
    .join(' · ')
}
