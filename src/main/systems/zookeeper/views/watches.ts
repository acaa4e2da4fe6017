import type { WatchesData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { list, number, record, text } from '../../base/reading.ts'
import { memberIds } from './reading.ts'

const defaultLimit = 100

export const watches: View = {
  run: (look, args): { [key: string]: unknown } => ({
    ...watchesOf(look, typeof args['limit'] === 'number' ? args['limit'] : defaultLimit),
  }),
}

interface Watching {
  readonly id: string
  readonly client: string | null
  readonly paths: readonly string[]
  /** May be more than are listed. */
  readonly of: number
}

function watchesOf(look: Look, limit: number): WatchesData {
  const watching = [...look.moment.facts('session.watches')].map(([entity, { value }]): Watching => {
    const { of, paths } = record(value)
    return {
      id: entity.slice('session/'.length),
      client: text(look, entity, 'session.client'),
      paths: list(paths).map(String),
      of: Number(of),
    }
  })
  return {
    members: memberIds(look).map((id) => memberRow(look, id)),
    byPath: byPath(watching).slice(0, limit),
    bySession: watching
      .map(({ id, client, of }) => ({ id, client, paths: of }))
      .sort((a, b) => b.paths - a.paths)
      .slice(0, limit),
    why: whyNotAll(look, watching),
  }
}

/** What is read every minute says nothing of a member that doesn't answer now. */
function memberRow(look: Look, id: string): WatchesData['members'][number] {
  const read = (metric: string) => number(look, `member/${id}`, metric)
  const watches = read('member.watches')
  if (watches === null) return { id, watches, paths: null, connections: null }
  return { id, watches, paths: read('member.watched_paths'), connections: read('member.watching_sessions') }
}

function byPath(watching: readonly Watching[]): { path: string; sessions: number }[] {
  const sessions = new Map<string, number>()
  for (const { paths } of watching)
    for (const path of paths) sessions.set(path, (sessions.get(path) ?? 0) + 1)
  return [...sessions]
    .map(([path, count]) => ({ path, sessions: count }))
    .sort((a, b) => b.sessions - a.sessions)
}

function whyNotAll(look: Look, watching: readonly Watching[]): string | null {
  const gap = look.moment.gaps.find(({ ask }) => ask === 'wchc')
  if (gap !== undefined) return gap.message
  const cut = watching.some(({ of, paths }) => of > paths.length)
  return cut ? 'Of sessions that watch more than 100 paths the first 100 are kept' : null
}
