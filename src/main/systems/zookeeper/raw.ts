import type { ErrorCode } from '../../../shared/base/errors.ts'
import type { Cost } from '../sample.ts'
import type { RawReply } from './ask/ask.ts'
import { conf } from './ask/conf.ts'
import { cons } from './ask/cons.ts'
import { dump } from './ask/dump.ts'
import { mntr } from './ask/mntr.ts'
import { observers } from './ask/observers.ts'
import { srvr } from './ask/srvr.ts'
import { votingView } from './ask/voting-view.ts'
import { wchc } from './ask/wchc.ts'
import { wchs } from './ask/wchs.ts'
import { zabstate } from './ask/zabstate.ts'

/** All that members are asked, by the four-letter word; the last three only AdminServer knows. */
export const asks = {
  ...{ srvr, mntr, cons, dump, conf, wchs, wchc },
  ...{ zabstate, votingView, observers },
} as const

export type AskName = keyof typeof asks

/** Why an ask has no answer. */
export interface RawFailure {
  readonly code: ErrorCode
  readonly message: string
  readonly fix?: string
  /** There is no way there from this machine; says nothing of the member. */
  readonly unreachable?: true
  /** Not even the connection was taken in time: switched off, frozen, or a firewall on the way drops what we send. */
  readonly unaccepted?: true
}

/** What one member answered in one sample. Plain data. */
export interface RawMember {
  /** `host:port` for clients. */
  readonly endpoint: string
  /** `host:port` or `https://host:port` of its AdminServer, where one was found. */
  readonly admin: string | null
  /** Of `srvr`; null: no answer. */
  readonly roundTripMs: number | null
  /** `conf` stays from one asking to the next; the others are of this sample. */
  readonly replies: { readonly [A in AskName]?: RawReply }
  readonly failures: { readonly [A in AskName]?: RawFailure }
}

/** How the tree is read at this moment. */
export interface RawTree {
  readonly how: 'followed' | 'polled' | 'off' | 'unknown'
  /** What is left out and why; null: nothing. */
  readonly why: string | null
  /** Changes come faster than the budget lets us read; null: they don't. */
  readonly lag: string | null
  readonly chroot: string
  readonly znodes: number
  /** Events since the session began. */
  readonly changes: number
  /** Changed znodes not read anew yet. */
  readonly waiting: number
  /** Znodes that the ACL hides from us. */
  readonly hidden: number
}

/** All raw replies of one sample: plain data, can be written to a file and fed in again. */
export interface RawReplies {
  /** Start, epoch ms. */
  readonly at: number
  readonly tookMs: number
  /** The slow asks were due. */
  readonly slow: boolean
  readonly members: readonly RawMember[]
  /** Text of /zookeeper/config, where our own session can read it. */
  readonly configNode: string | null
  /** Our own session. */
  readonly own: { readonly session: string; readonly endpoint: string } | null
  readonly tree: RawTree
  /** Why there's no tree right now. */
  readonly treeFailure: RawFailure | null
  readonly cost: readonly Cost[]
}
