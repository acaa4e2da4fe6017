import { formatValue } from '../../../shared/base/format-unit.ts'
import { namesIn } from '../../../shared/systems/rabbitmq-entities.ts'
import type { DeadLetter } from '../../../shared/systems/rabbitmq-queue-views.ts'
import { inVhost } from '../../../shared/systems/rabbitmq-names.ts'
import { record } from '../base/reading.ts'
import { reportTable } from '../base/report-table.ts'
import type { Look } from '../moment.ts'
import type { ReportParts } from '../system.ts'
import { queueStates } from './rules/queue-state.ts'
import { deadLetters } from './views/model.ts'
import { nodesData } from './views/nodes.ts'
import { quorumQueues } from './views/node-counts.ts'
import { findingsByEntity, numberOf, stringOf } from './views/reading.ts'

/** Nodes, queues that matter, members of quorum queues; and the policies, which say how queues behave. */
export function report(look: Look): ReportParts {
  return {
    topology: [nodesTable(look), queuesTable(look), quorumTable(look)],
    configuration: [policiesTable(look)],
  }
}

const bytes = (value: number | null) => (value === null ? null : formatValue(value, 'bytes'))

function nodesTable(look: Look) {
  return reportTable('Nodes', nodesData(look).rows, [
    ['Node', ({ name }) => name],
    ['State', ({ state }) => state],
    ['Runs, say its peers', ({ runningByPeers: runs }) => (runs === null ? '' : runs ? 'yes' : 'no')],
    ['Version', ({ version }) => version],
    ['Alarms', ({ alarms }) => alarms.join(', ')],
    ['Cut off from', ({ partitions }) => partitions.join(', ')],
    ['Memory', ({ memory }) => bytes(memory), 'right'],
    ['Watermark', ({ memoryLimit }) => bytes(memoryLimit), 'right'],
    ['Free disk', ({ diskFree }) => bytes(diskFree), 'right'],
    ['Leads', ({ leads }) => leads, 'right'],
  ])
}

/** Those with findings first, then by what waits there. */
function queuesTable(look: Look) {
  const findings = findingsByEntity(look)
  const dead = deadLetters(look)
  const weight = ({ entity, ready = 0, unacked = 0 }: ReturnType<typeof queueStates>[number]) =>
    (findings.has(entity) ? 1e15 : 0) + ready + unacked
  const rows = queueStates(look).toSorted((a, b) => weight(b) - weight(a))
  return reportTable('Queues', rows, [
    ['Queue', ({ vhost, name }) => inVhost(vhost, name)],
    ['Type', ({ type }) => type],
    ['Policy', ({ policy }) => policy ?? ''],
    ['Ready', ({ ready }) => ready ?? null, 'right'],
    ['Unacknowledged', ({ unacked }) => unacked ?? null, 'right'],
    ['Consumers', ({ consumers }) => consumers ?? null, 'right'],
    ['Dead letters end in', ({ entity }) => endOf(dead.get(entity))],
    ['Findings', ({ entity }) => findings.get(entity)?.length ?? 0, 'right'],
  ])
}

function endOf(dead: DeadLetter | undefined): string {
  if (dead === undefined || dead.ends === 'none') return ''
  if (dead.ends === 'missing') return `${dead.exchange ?? ''} does not exist`
  if (dead.ends === 'nowhere') return `${dead.exchange ?? ''}, and nowhere from there`
  return dead.ends === 'depends' ? `${dead.queues.join(', ')}, by the message` : dead.queues.join(', ')
}

function quorumTable(look: Look) {
  return reportTable('Quorum queues', quorumQueues(look), [
    ['Queue', ({ vhost, name }) => inVhost(vhost, name)],
    ['Leader', ({ leader }) => leader],
    ['Members', ({ members }) => members.join(', ')],
    ['Online', ({ online }) => (online === undefined ? null : `${online.length}`), 'right'],
  ])
}

function policiesTable(look: Look) {
  const kinds = ['policy', 'operator-policy'] as const
  const rows = kinds.flatMap((kind) =>
    [...look.moment.facts(`${kind}.about`)].map(([entity, { value }]) => {
      const [vhost = '', name = ''] = namesIn(entity)
      return { kind, vhost, name, about: record(value) }
    }),
  )
  rows.sort((a, b) => (`${a.vhost}\n${a.name}` < `${b.vhost}\n${b.name}` ? -1 : 1))
  return reportTable('Policies', rows, [
    ['Policy', ({ vhost, name }) => inVhost(vhost, name)],
    ['Of', ({ kind }) => (kind === 'policy' ? 'users' : 'operators')],
    ['Pattern', ({ about }) => stringOf(about['pattern'])],
    ['Applies to', ({ about }) => stringOf(about['applyTo'])],
    ['Priority', ({ about }) => numberOf(about['priority']), 'right'],
    ['Sets', ({ about }) => JSON.stringify(about['definition'])],
  ])
}
