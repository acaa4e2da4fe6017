import { isRecord, parseAdminJson, stringsOf } from './admin-json.ts'
import type { Ask } from './ask.ts'
import { sessionId } from './session-id.ts'

/**
 * Which session watches which paths for data, on one member. As long as its watches: asked slowly, and only while few.
 *
 *     0x2000014c6410000
 *     <TAB>/config
 *
 * AdminServer `watches`: `session_id_to_watched_paths`.
 */
export type Wchc = ReadonlyMap<string, readonly string[]>

export const wchc: Ask<Wchc> = {
  word: 'wchc',
  command: 'watches',
  parse: ({ door, text }) => (door === '4lw' ? fromText(text) : fromAdmin(text)),
}

function fromText(text: string): Wchc {
  const watched = new Map<string, string[]>()
  let paths: string[] | undefined
  for (const line of text.split('\n')) {
    if (line.startsWith('0x')) watched.set(sessionId(line.trim()), (paths = []))
    else if (line.startsWith('\t')) paths?.push(line.slice(1))
  }
  return watched
}

function fromAdmin(text: string): Wchc {
  const watched = parseAdminJson(text)['session_id_to_watched_paths']
  const entries = isRecord(watched) ? Object.entries(watched) : []
  return new Map(entries.map(([id, paths]) => [sessionId(id), stringsOf(paths)]))
}
