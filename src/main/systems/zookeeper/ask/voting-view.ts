import { isRecord, parseAdminJson, stringOf, stringsOf } from './admin-json.ts'
import type { Ask } from './ask.ts'
import { parseServer, type ConfiguredServer } from './membership.ts'

/**
 * The voters as a member knows them, by AdminServer only, since 3.6. Each member gives its own client address alone
 * where the configuration names none. Observers are not in it.
 *
 *     {"current_config": {"1": {"server_addresses": ["127.0.0.1:2888"], "election_addresses": ["127.0.0.1:3888"],
 *      "client_address": "127.0.0.1:2181", "learner_type": "participant"}}, "command": "voting_view", "error": null}
 */
export interface VotingView {
  readonly servers: readonly ConfiguredServer[]
}

export const votingView: Ask<VotingView> = {
  word: null,
  command: 'voting_view',
  parse({ text }) {
    const config = parseAdminJson(text)['current_config']
    if (!isRecord(config)) return { servers: [] }
    const servers = Object.entries(config).flatMap(([id, server]) => {
      if (!isRecord(server)) return []
      const [quorum = ''] = stringsOf(server['server_addresses'])
      const electionPort = /\d+$/.exec(stringsOf(server['election_addresses'])[0] ?? '')?.[0] ?? ''
      const role = stringOf(server['learner_type']) ?? 'participant'
      const client = stringOf(server['client_address']) ?? ''
      return [parseServer(id, `${quorum}:${electionPort}:${role};${client}`)]
    })
    return { servers }
  },
}
