import { Reader } from '../../wire/bytes.ts'

const FINALIZED_FEATURES = 2

/**
 * From a reply to ApiVersions v3: what the cluster as a whole has switched on, by feature (`group.version` → 1).
 * A feature at level 0, and every feature of a cluster without them, is missing. Layout: `kafka/ask/api-versions.ts`.
 */
export function finalizedFeatures(reply: Uint8Array): ReadonlyMap<string, number> {
  const reader = new Reader(reply)
  reader.int16()
  reader.compactArray((r) => {
    // key, least and most version
    r.skip(6)
    r.skipTags()
  })
  reader.int32()
  const features = new Map<string, number>()
  for (let left = reader.uvarint(); left > 0; left--) {
    const tag = reader.uvarint()
    const end = reader.uvarint() + reader.at
    if (tag === FINALIZED_FEATURES)
      reader.compactArray((r) => {
        features.set(r.compactString() ?? '', r.int16())
        r.int16()
        r.skipTags()
      })
    reader.at = end
  }
  return features
}
