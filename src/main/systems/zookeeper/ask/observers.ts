import { numberOf, parseAdminJson, recordsOf } from './admin-json.ts'
import type { Ask } from './ask.ts'

/** An observer that is fed by the member that was asked. */
export interface FedObserver {
  /** Its server id. */
  readonly id: string
  /** Since when it is connected, epoch ms by the asked member's clock. */
  readonly since: number
}

/**
 * The observers that a member feeds with what is committed: the leader's, or since 3.6 a follower's with an
 * observerMasterPort. By AdminServer only.
 *
 *     {"synced_observers": 1, "observers": [{"remote_socket_address": "/127.0.0.1:33388", "sid": 4,
 *      "established": 1795277282633, "queued_packets": 0, "last_zxid": 4294967296}], "command": "observers", "error": null}
 */
export const observers: Ask<readonly FedObserver[]> = {
  word: null,
  command: 'observers',
  parse: ({ text }) =>
    recordsOf(parseAdminJson(text)['observers']).map((one) => ({
      id: String(one['sid']),
      since: numberOf(one['established']),
    })),
}
