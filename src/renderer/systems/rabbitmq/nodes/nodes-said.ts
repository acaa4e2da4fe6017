import type { NodeRow, OverviewData } from '../../../../shared/systems/rabbitmq-views.ts'
import { alarmWord, nodeWords, sinceText } from '../node-words.ts'
import { listed, type Sentence } from '../sentence.ts'

type Told = Pick<OverviewData, 'source' | 'blockedConnections'>

/** What is wrong with nodes, the gravest first; empty: nothing that was observed. A hung node is named before all. */
export function nodesSaid(rows: readonly NodeRow[], told: Told | undefined, at: number): readonly Sentence[] {
  return [
    ...rows.filter(({ state }) => state === 'hangs').map((row) => hangsSaid(row, rows, told, at)),
    ...rows.filter(isOut).map((row) => outSaid(row, at)),
    ...partitionsSaid(rows),
    ...alarmsSaid(rows, told),
  ].slice(0, 4)
}

const isOut = ({ state }: NodeRow) => state === 'stopped' || state === 'unreachable' || state === 'foreign'

function hangsSaid(row: NodeRow, rows: readonly NodeRow[], told: Told | undefined, at: number): Sentence {
  const others = rows
    .filter(({ state, name }) => state === 'running' && name !== row.name)
    .map(({ name }) => name)
  const source =
    told?.source === 'prometheus'
      ? 'Until its peers give it up (net_ticktime, 60 s unless set) their management hangs too; figures of queues come from the Prometheus endpoints.'
      : told?.source === 'none'
        ? 'Until its peers give it up (net_ticktime, 60 s unless set) their management hangs too; what is shown of queues is old.'
        : 'It takes connections and says nothing.'
  const rest = others.length === 0 ? '' : ` ${listed(others)} ${others.length === 1 ? 'answers' : 'answer'}.`
  return {
    tone: 'bad',
    headline: `${row.name} hangs ${sinceText(row.stateSince, at)}`.trim() + '.',
    rest: source + rest,
  }
}

function outSaid(row: NodeRow, at: number): Sentence {
  const { word } = nodeWords(row)
  const verb = word === 'stopped' ? 'does not run' : `is ${word}`
  const why = row.why === null ? '' : `${row.why.replace(/\.$/, '')}. `
  const peers = row.runningByPeers === true ? 'Its peers say that it runs.' : ''
  return {
    tone: 'bad',
    headline: `${row.name} ${verb} ${sinceText(row.stateSince, at)}`.trim() + '.',
    rest: `${why}${peers}`.trim(),
  }
}

function partitionsSaid(rows: readonly NodeRow[]): readonly Sentence[] {
  const cut = rows.filter(({ partitions }) => partitions.length > 0)
  if (cut.length === 0) return []
  return [
    {
      tone: 'bad',
      headline: `The cluster is split: ${cut.map(({ name, partitions }) => `${name} is cut off from ${listed(partitions)}`).join('; ')}.`,
      rest: 'Both sides went on by themselves. With cluster_partition_handling = ignore the smaller side must be restarted to join again.',
    },
  ]
}

/** One node's alarm stops the publishers of all. */
function alarmsSaid(rows: readonly NodeRow[], told: Told | undefined): readonly Sentence[] {
  const alarmed = rows.filter(({ alarms }) => alarms.length > 0)
  if (alarmed.length === 0) return []
  const blocked = told?.blockedConnections ?? null
  const whom =
    blocked === null
      ? 'Publishers on every node of the cluster are blocked until it clears.'
      : `Publishers on every node are blocked until it clears: ${blocked} ${blocked === 1 ? 'connection is' : 'connections are'} held back now.`
  return [
    {
      tone: 'bad',
      headline: `${alarmed.map(({ name, alarms }) => `${name}: ${alarms.map(alarmWord).join(' and ')}`).join('; ')}.`,
      rest: `${whom} Drain queues there, or raise its limit.`,
    },
  ]
}
