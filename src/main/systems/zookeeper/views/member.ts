import { OrreryError } from '../../../../shared/base/errors.ts'
import { zookeeperCatalogue } from '../../../../shared/systems/zookeeper.ts'
import type { MemberData } from '../../../../shared/systems/zookeeper-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { memberOf } from './ensemble-members.ts'
import { perSecond, record, text } from '../../base/reading.ts'
import { memberIds } from './reading.ts'

export const member: View = {
  run: (look, args): { [key: string]: unknown } => ({ ...memberDataOf(look, String(args['id'])) }),
  instances: (look) => memberIds(look).map((id) => ({ id })),
}

const metrics = zookeeperCatalogue.metrics.filter(({ key }) => key.startsWith('member.'))

function memberDataOf(look: Look, id: string): MemberData {
  const entity = `member/${id}`
  if (!memberIds(look).includes(id)) throw new OrreryError('not-found', `No member ${id} was known then`)
  const settings = record(look.moment.fact(entity, 'member.conf'))
  return {
    member: memberOf(look, id, text(look, 'ensemble', 'ensemble.leader')),
    figures: metrics.map(({ key, kind }) => {
      const column = look.moment.column(key)
      const value = look.moment.value(entity, key) ?? null
      const rate = kind === 'counter' && value !== null ? perSecond(look, entity, key) : null
      return { metric: key, value, perSecond: rate, at: value === null ? null : (column?.at ?? null) }
    }),
    config: Object.entries(settings).map(([key, value]) => ({ key, value: String(value) })),
    sessions: [...look.moment.facts('session.member')]
      .filter(([, held]) => held.value === id)
      .map(([session]) => session.slice('session/'.length)),
  }
}
