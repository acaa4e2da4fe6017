import type { Api, VersionRanges } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'
import { errorName, NONE } from '../wire/errors.ts'
import { OrreryError } from '../../../../shared/base/errors.ts'

/**
 * ApiVersions v3: what a broker can be asked. Answered before authentication.
 *
 *     request   client_software_name compact, client_software_version compact, tags
 *     response  error i16, api_keys [key i16, min i16, max i16, tags], throttle i32,
 *               tags: 0 supported_features [name, min i16, max i16, tags], 2 finalized_features [name, max i16, min i16, tags]
 *
 * The response header is always the old one. A broker older than 2.4 answers error 35 in version 0.
 */
export const apiVersionsApi: Api = { key: 18, name: 'ApiVersions', min: 3, max: 3, flexibleFrom: 3 }

export interface BrokerVersions {
  readonly ranges: VersionRanges
  /** Highest level of each feature that the broker's software knows, e.g. `metadata.version` → 30. */
  readonly features: ReadonlyMap<string, number>
}

export function encodeApiVersions(): Uint8Array {
  return new Writer().compactString('orrery').compactString('0.1').noTags().done()
}

/** @throws OrreryError `unsupported` for brokers older than 2.4, `protocol` */
export function decodeApiVersions(reader: Reader): BrokerVersions {
  const error = reader.int16()
  if (error !== NONE)
    throw new OrreryError('unsupported', `The broker refuses ApiVersions 3 (${errorName(error)})`, {
      fix: 'Orrery reads Kafka 3.0 and newer.',
    })
  const ranges = new Map<number, { min: number; max: number }>()
  for (let left = reader.compactLength(); left > 0; left--) {
    ranges.set(reader.int16(), { min: reader.int16(), max: reader.int16() })
    reader.skipTags()
  }
  reader.int32()
  return { ranges, features: readFeatures(reader) }
}

function readFeatures(reader: Reader): Map<string, number> {
  const features = new Map<string, number>()
  for (let left = reader.uvarint(); left > 0; left--) {
    const tag = reader.uvarint()
    const end = reader.uvarint() + reader.at
    if (tag === 0)
      for (let count = reader.compactLength(); count > 0; count--) {
        const name = reader.compactString() ?? ''
        reader.int16()
        features.set(name, reader.int16())
        reader.skipTags()
      }
    reader.at = end
  }
  return features
}
