import { asOrreryError } from '../../../shared/base/errors.ts'
import type { MemberState } from '../../../shared/systems/zookeeper-views.ts'
import { refusalIn, type RawReply } from './ask/ask.ts'
import { asks, type AskName, type RawFailure, type RawMember } from './raw.ts'

type Answers = { [A in AskName]?: ReturnType<(typeof asks)[A]['parse']> }

/** A member's replies, understood. */
export interface ParsedMember extends Answers {
  readonly raw: RawMember
  readonly state: MemberState
  /** Why it doesn't serve; undefined when it does. */
  readonly why: RawFailure | undefined
  /** What could not be asked beside that, and what made no sense. */
  readonly failures: readonly (readonly [AskName, RawFailure])[]
}

const notServing: RawFailure = {
  code: 'unsupported',
  message: 'It answers that it is not currently serving requests: no quorum stands behind it',
  fix: 'Bring back enough voters, or see in its log why it can’t reach them',
}

export function parseMember(raw: RawMember): ParsedMember {
  const failures = Object.entries(raw.failures) as [AskName, RawFailure][]
  const answers: Answers = {}
  let refuses = false
  for (const [name, reply] of Object.entries(raw.replies) as [AskName, RawReply][]) {
    if (refusalIn(reply.text) === 'not-serving') {
      refuses ||= name === 'srvr'
      continue
    }
    try {
      Object.assign(answers, { [name]: asks[name].parse(reply) })
    } catch (error) {
      const { code, message } = asOrreryError(error)
      failures.push([name, { code, message }])
    }
  }
  const own = failures.find(([name]) => name === 'srvr')?.[1]
  const why = refuses ? notServing : own
  const state = refuses ? 'not-serving' : stateOf(own, answers)
  // a member that fails as a whole needs no list of everything that failed with it
  const others = own === undefined || state === 'closed' ? failures.filter(([name]) => name !== 'srvr') : []
  return { raw, ...answers, state, why, failures: others }
}

function stateOf(failure: RawFailure | undefined, answers: Answers): MemberState {
  if (failure === undefined) return answers.srvr === undefined ? 'closed' : 'serving'
  // without a name or a handshake there is no way to it: nothing can be said of the member itself
  if (failure.unreachable === true || failure.code === 'name' || failure.code === 'tls') return 'unreachable'
  if (failure.code === 'timeout') return 'silent'
  return failure.code === 'refused' ? 'refused' : 'closed'
}
