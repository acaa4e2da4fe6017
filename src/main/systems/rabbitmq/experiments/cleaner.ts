import type { Resource } from '../../../../shared/api/experiments.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Cleaner } from '../../experiment.ts'
import type { Connection } from '../../system.ts'
import { fieldsIn, listIn, textIn } from '../ask/fields.ts'
import { Management } from './management.ts'

/** Queues first: with the last of its bindings an exchange of ours goes too. */
const kinds = ['queue', 'exchange'] as const
type Kind = (typeof kinds)[number]

/** Finds what experiments made by its name, in every virtual host that the user sees, through the management. */
export function openCleaner(connection: Connection): Cleaner {
  const open = (signal: AbortSignal) => Management.open(connection, signal)
  return {
    async list(prefix, signal): Promise<readonly Resource[]> {
      using management = await open(signal)
      const vhosts = await vhostsOf(management, signal)
      const own = vhosts.filter((name) => name.startsWith(prefix)).map((name) => ({ kind: 'vhost', name }))
      const lists = await Promise.all(kinds.map((kind) => found(management, kind, prefix, signal)))
      // what is in a virtual host of ours goes with it
      const others = lists.flat().filter(({ vhost }) => !vhost.startsWith(prefix))
      return [...own, ...others.map(({ kind, name }) => ({ kind, name }))]
    },
    async remove({ kind, name }, signal) {
      using management = await open(signal)
      if (kind === 'vhost') return management.delete(`vhosts/${encodeURIComponent(name)}`, signal)
      const known = kinds.find((each) => each === kind)
      if (known === undefined)
        throw new OrreryError('invalid', `RabbitMQ’s experiments make nothing of the kind “${kind}”`)
      const places = await found(management, known, name, signal)
      for (const { vhost } of places.filter((one) => one.name === name))
        await management.delete(`${known}s/${encodeURIComponent(vhost)}/${encodeURIComponent(name)}`, signal)
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

async function vhostsOf(management: Management, signal: AbortSignal): Promise<readonly string[]> {
  return listIn(await management.get('vhosts?columns=name', signal)).map((one) => textIn(one, 'name') ?? '')
}

interface Found {
  readonly kind: Kind
  readonly vhost: string
  readonly name: string
}

/** Asked by name and page: a broker with 10,000 queues doesn't have to list them. */
async function found(
  management: Management,
  kind: Kind,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const query = new URLSearchParams({
    ...{ page: '1', page_size: '500', use_regex: 'false', name: prefix, columns: 'vhost,name' },
    ...(kind === 'queue' ? { disable_stats: 'true' } : {}),
  })
  const reply = await management.get(`${kind}s?${query.toString()}`, signal)
  return listIn(fieldsIn(reply)['items'])
    .map((one) => ({ kind, vhost: textIn(one, 'vhost') ?? '', name: textIn(one, 'name') ?? '' }))
    .filter(({ name }) => name.startsWith(prefix))
}
