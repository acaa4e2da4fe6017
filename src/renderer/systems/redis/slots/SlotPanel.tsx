import { X } from 'lucide-react'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import type { HashedPart } from '../../../../shared/systems/redis-slots.ts'
import type { MovingSlot, SlotOwner, SlotsData } from '../../../../shared/systems/redis-slot-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Button } from '../../../components/Button.tsx'
import { Facts, type FactRow } from '../../../components/Facts.tsx'
import { Name } from '../../../components/Name.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State, Swatch } from '../../../components/State.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'
import { ownerColor } from '../owner-colors.ts'
import { shortNames } from '../short-names.ts'
import type { Asked } from './key-slot.ts'
import { keysText, lookUp, type SlotKnown } from './lookup.ts'
import style from './slots.module.css'

export interface SlotPanelProps {
  readonly data: SlotsData
  readonly times: Times
  readonly asked: Asked
  /** While two moments are compared, and it was another's. */
  readonly was: { readonly owner: string; readonly when: string } | undefined
  readonly onClose: () => void
}

/** One slot, or the one that a key falls into: how it comes out of the key, who owns it, and where a client is sent. */
export function SlotPanel({ data, times, asked, was, onClose }: SlotPanelProps) {
  const known = lookUp(data, asked.slot)
  return (
    <Panel
      fill
      title={`Slot ${asked.slot}`}
      note={<SlotState known={known} />}
      actions={
        <Button kind="ghost" label="Close" onClick={onClose}>
          <X size={13} />
        </Button>
      }
    >
      <div className={style['facts']}>
        {asked.key !== undefined && asked.part !== undefined && (
          <HashedAs keyText={asked.key} part={asked.part} slot={asked.slot} />
        )}
        <Facts
          rows={[
            ...ownerRows(known, times),
            ...(was === undefined ? [] : [wasRow(was)]),
            ...moveRows(data, known, times),
            ...disputeRows(known, times.at),
          ]}
        />
      </div>
    </Panel>
  )
}

const wasRow = ({ owner, when }: NonNullable<SlotPanelProps['was']>): FactRow => ({
  label: 'Another owner',
  value: <span className={style['was']}>{owner}</span>,
  source: `at ${when}, which is compared`,
})

function SlotState({ known }: { readonly known: SlotKnown }) {
  if (known.owner === undefined) return <State tone="bad">nobody’s</State>
  if (known.move?.is === 'one-sided') return <State tone="warn">stuck half way</State>
  if (!known.owner.isServing) return <State tone="bad">not served</State>
  if (known.disputes.length > 0) return <State tone="warn">disputed</State>
  return known.move === undefined ? <State tone="ok">served</State> : <State tone="accent">moving</State>
}

/** The key with the part that counts set off: why keys of one tag lie together. */
function HashedAs({ keyText, part, slot }: { keyText: string; part: HashedPart; slot: number }) {
  return (
    <p className={style['hashed']}>
      <Name>
        <span className={page['dim']}>{keyText.slice(0, part.at)}</span>
        <mark>{part.text}</mark>
        <span className={page['dim']}>{keyText.slice(part.at + part.text.length)}</span>
      </Name>
      <span className={page['dim']}>
        {part.isTag
          ? `only the hash tag counts: every key with {${part.text}} lies in slot ${slot}`
          : `the whole key counts: CRC16 modulo 16384 is ${slot}`}
      </span>
    </p>
  )
}

function ownerRows({ owner, index, keys }: SlotKnown, times: Times): readonly FactRow[] {
  if (owner === undefined)
    return [
      {
        label: 'Owner',
        value: <span className={page['bad']}>none</span>,
        source: 'no node claims it in CLUSTER NODES',
      },
    ]
  return [
    {
      label: 'Owner',
      value: (
        <span className={style['told']}>
          <Swatch color={ownerColor(index)} />
          <Link to={['nodes', owner.address]}>{owner.address}</Link>
        </span>
      ),
      source: `CLUSTER NODES of ${owner.address}, own line · configuration epoch ${owner.configEpoch ?? '?'}`,
    },
    {
      label: 'Replicas',
      value:
        owner.replicas.length === 0 ? <span className={page['warn']}>none</span> : owner.replicas.join(', '),
      source: 'CLUSTER NODES, lines that name it as master',
    },
    ...keyRows(owner, keys, times),
  ]
}

function keyRows(owner: SlotOwner, keys: SlotKnown['keys'], times: Times): readonly FactRow[] {
  const entity = nodeEntity(owner.address)
  return [
    ...(keys === undefined
      ? []
      : [
          {
            label: 'Keys in it',
            value: keysText(keys),
            source: `CLUSTER SLOT-STATS of ${owner.address}, each minute: its 64 fullest slots`,
          },
        ]),
    {
      label: 'Keys of its owner',
      value: <Num value={owner.keys ?? NaN} metric="node.keys" entity={entity} readAt={times.readAt} />,
      source:
        keys === undefined
          ? 'INFO keyspace; how many lie in this slot only Valkey 8.0 and Redis 8.2 tell'
          : 'INFO keyspace',
    },
  ]
}

/** ":7001 → :7002"; the full addresses stand in the source below. */
function where({ owners }: SlotsData, { from, to }: MovingSlot): string {
  const short = shortNames(owners.map((owner) => owner.address))
  const named = (address: string | null) => (address === null ? '?' : short(address))
  return `${named(from)} → ${named(to)}`
}

function moveRows(data: SlotsData, { move }: SlotKnown, times: Times): readonly FactRow[] {
  if (move === undefined) return []
  const keys = (value: number | null, address: string | null) => (
    <Num
      value={value ?? NaN}
      metric="slot.keys"
      {...(address === null ? {} : { entity: `slot/${move.slot}@${address}` })}
      readAt={times.readAt}
    />
  )
  return [
    {
      label: move.is === 'both' ? 'Moves' : 'One side says it moves',
      value: <span className={style['told']}>{where(data, move)}</span>,
      source: move.says,
    },
    {
      label: 'Keys still there',
      value: keys(move.keysFrom, move.from),
      source: `COUNTKEYSINSLOT, ${move.from ?? '?'}`,
    },
    { label: 'Keys moved', value: keys(move.keysTo, move.to), source: `COUNTKEYSINSLOT, ${move.to ?? '?'}` },
    {
      label: 'A client that asks the owner',
      value: 'ASK for keys that went',
      source: 'keys that are still there are answered; only the importing node takes ASKING',
    },
    { label: 'Since', value: formatInstant(move.since, times.at), source: 'first seen on the move' },
  ]
}

function disputeRows({ disputes }: SlotKnown, at: number): readonly FactRow[] {
  return disputes.map((dispute) => ({
    label: <span className={page['warn']}>{dispute.voice} names</span>,
    value: dispute.names ?? 'nobody',
    source: `CLUSTER NODES of ${dispute.voice}, so since ${formatInstant(dispute.since, at)}`,
  }))
}
