import { parseAdminJson, stringOf } from './admin-json.ts'
import type { Ask } from './ask.ts'

/**
 * Where a member stands in the atomic broadcast, by AdminServer only, since 3.6: `election`, `discovery`,
 * `synchronization`, `broadcast`; empty while it has no quorum.
 *
 *     {"myid": 2, "is_leader": true, "voting": true, "last_zxid": "0x100000000", "zab_epoch": 1, "zab_counter": 0,
 *      "zabstate": "broadcast", "command": "zabstate", "error": null}
 */
export interface Zabstate {
  /** null: it says none. */
  readonly state: string | null
}

export const zabstate: Ask<Zabstate> = {
  word: null,
  command: 'zabstate',
  parse({ text }) {
    const state = stringOf(parseAdminJson(text)['zabstate'])
    return { state: state === undefined || state === '' ? null : state }
  },
}
