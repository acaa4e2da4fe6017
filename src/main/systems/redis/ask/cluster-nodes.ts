import { parseRuns, type SlotRun } from '../../../../shared/systems/redis-slots.ts'
import { addressOf } from '../../base/address.ts'

/** A slot on the move, as the node that moves it says: `[5461->-<id>]` gives it away, `[5461-<-<id>]` takes it. */
export interface OpenSlot {
  readonly slot: number
  readonly direction: 'out' | 'in'
  /** Id of the other side. */
  readonly id: string
}

export interface NodeLine {
  readonly id: string
  /** '' while it is not known. */
  readonly address: string
  readonly flags: readonly string[]
  /** Id; '' of a master. */
  readonly master: string
  readonly configEpoch: number
  readonly isConnected: boolean
  readonly runs: readonly SlotRun[]
  /** As the server wrote them, without what is in brackets. */
  readonly slots: string
  readonly open: readonly OpenSlot[]
}

/**
 * `CLUSTER NODES`: what one node knows of all.
 *
 *     <id> 127.0.0.1:7001@17001[,hostname] myself,master - 0 1795279707000 1 connected 0-5460 [5461->-<id>]
 *     <id> 127.0.0.1:7004@17004 slave <id of its master> 0 1795279853457 1 connected
 *
 * @param own address under which the asked node is known: alone it tells `:7001@17001`, without a host
 */
export function parseClusterNodes(text: string, own: string): readonly NodeLine[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .map((line) => parseLine(line, own))
}

function parseLine(line: string, own: string): NodeLine {
  const [id = '', place = '', flagText = '', master = '', , , epoch = '', link = '', ...slots] =
    line.split(' ')
  const flags = flagText.split(',')
  const runs = slots.filter((slot) => !slot.startsWith('['))
  return {
    id,
    address: addressIn(place) || (flags.includes('myself') ? own : ''),
    flags,
    master: master === '-' ? '' : master,
    configEpoch: Number(epoch),
    isConnected: link === 'connected',
    runs: parseRuns(runs.join(' ')),
    slots: runs.join(' '),
    open: slots.flatMap((slot) => openSlot(slot) ?? []),
  }
}

function addressIn(place: string): string {
  const [, host, port] = /^(.*):(\d+)(?:@|,|$)/.exec(place) ?? []
  return host === undefined || host === '' || port === undefined || port === '0' ? '' : addressOf(host, port)
}

function openSlot(text: string): OpenSlot | undefined {
  const [, slot, arrow, id] = /^\[(\d+)-([<>])-([0-9a-f]+)\]$/.exec(text) ?? []
  if (slot === undefined || id === undefined) return undefined
  return { slot: Number(slot), direction: arrow === '>' ? 'out' : 'in', id }
}

export function myselfOf(lines: readonly NodeLine[]): NodeLine | undefined {
  return lines.find(({ flags }) => flags.includes('myself'))
}
