import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'

/**
 * ListGroups v3 to v5: the groups that a broker coordinates.
 *
 *     request   [states_filter [] from v4,] [types_filter [] from v5,] tags
 *     response  throttle i32, error i16, groups [group_id, protocol_type, [state from v4,] [type from v5,] tags], tags
 *
 * Groups that we may not DESCRIBE are left out without a word.
 */
export const listGroupsApi: Api = { key: 16, name: 'ListGroups', min: 3, max: 5, flexibleFrom: 3 }

export interface ListedGroup {
  readonly id: string
  /** `consumer`, `connect`, `share`, …; '' for groups that only hold offsets. */
  readonly protocolType: string
  /** `Stable`, `Empty`, …; '' before v4. */
  readonly state: string
  /** `classic`, `consumer`, `share`, `streams`. */
  readonly type: string
}

export function encodeListGroups(version: number): Uint8Array {
  const writer = new Writer()
  if (version >= 4) writer.compactArray([], () => undefined)
  if (version >= 5) writer.compactArray([], () => undefined)
  return writer.noTags().done()
}

export function decodeListGroups(reader: Reader, version: number): { error: number; groups: ListedGroup[] } {
  reader.int32()
  const error = reader.int16()
  const groups = reader.compactArray((r) => {
    const id = r.compactString() ?? ''
    const protocolType = r.compactString() ?? ''
    const state = version >= 4 ? (r.compactString() ?? '') : ''
    const type = version >= 5 ? (r.compactString() ?? '').toLowerCase() : 'classic'
    r.skipTags()
    return { id, protocolType, state, type }
  })
  return { error, groups }
}
