import { parseAdminJson } from './admin-json.ts'
import { pairsOf, type Ask } from './ask.ts'
import { parseMembership, type Membership } from './membership.ts'

/**
 * The settings a member runs with, and who it thinks belongs to the ensemble.
 *
 *     clientPort=22182
 *     tickTime=1000
 *     serverId=2
 *     …
 *     membership:
 *     server.1=127.0.0.1:22881:23881:participant
 *     version=0
 *
 * AdminServer `configuration`: `client_port`, `tick_time`, `server_id`, …; no membership.
 */
export interface Conf {
  /** Undefined: standalone, or not told. */
  readonly serverId: string | undefined
  readonly clientPort: number
  /** For TLS; NaN: none, or not told, as by AdminServer. */
  readonly secureClientPort: number
  /** In the names of `conf`, e.g. `tickTime`. */
  readonly settings: ReadonlyMap<string, string>
  readonly membership: Membership | undefined
}

export const conf: Ask<Conf> = {
  word: 'conf',
  command: 'configuration',
  parse: ({ door, text }) => (door === '4lw' ? fromText(text) : fromAdmin(text)),
}

function fromText(text: string): Conf {
  const at = text.indexOf('membership:')
  const settings = new Map(pairsOf(at < 0 ? text : text.slice(0, at), '='))
  return { ...known(settings), settings, membership: at < 0 ? undefined : parseMembership(text.slice(at)) }
}

function fromAdmin(text: string): Conf {
  const settings = new Map<string, string>()
  for (const [key, value] of Object.entries(parseAdminJson(text)))
    if (key !== 'command' && value !== null) settings.set(camelCase(key), String(value))
  return { ...known(settings), settings, membership: undefined }
}

function known(
  settings: ReadonlyMap<string, string>,
): Pick<Conf, 'serverId' | 'clientPort' | 'secureClientPort'> {
  const id = settings.get('serverId')
  const portIn = (key: string) => Number(settings.get(key) ?? NaN)
  return {
    serverId: id === '0' ? undefined : id,
    clientPort: portIn('clientPort'),
    secureClientPort: portIn('secureClientPort'),
  }
}

function camelCase(snake: string): string {
  return snake.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
