import { numberOf, parseAdminJson } from './admin-json.ts'
import type { Ask } from './ask.ts'

/**
 * How many data watches a member holds; child watches are in `mntr`'s zk_watch_count only.
 *
 *     1 connections watching 1 paths
 *     Total watches:1
 *
 * AdminServer `watch_summary`: `num_connections`, `num_paths`, `num_total_watches`.
 */
export interface Wchs {
  readonly connections: number
  readonly paths: number
  readonly watches: number
}

export const wchs: Ask<Wchs> = {
  word: 'wchs',
  command: 'watch_summary',
  parse({ door, text }) {
    if (door === '4lw') {
      const [connections = NaN, paths = NaN, watches = NaN] = (text.match(/\d+/g) ?? []).map(Number)
      return { connections, paths, watches }
    }
    const json = parseAdminJson(text)
    return {
      connections: numberOf(json['num_connections']),
      paths: numberOf(json['num_paths']),
      watches: numberOf(json['num_total_watches']),
    }
  },
}
