import type { Api } from '../wire/api.ts'
import { type Reader, Writer } from '../wire/bytes.ts'

/**
 * DescribeCluster v0 and v1: here only for what we may do on the cluster.
 *
 *     request   include_cluster_authorized_operations i8, [endpoint_type i8 from v1,] tags
 *     response  throttle i32, error i16, message?, [endpoint_type i8 from v1,] cluster_id, controller_id i32,
 *               brokers [id i32, host, port i32, rack?, tags], authorized_operations i32 (a bit per AclOperation), tags
 */
export const describeClusterApi: Api = {
  key: 60,
  name: 'DescribeCluster',
  min: 0,
  max: 1,
  flexibleFrom: 0,
}

/** AclOperation codes: the numbers of the bits. */
const DESCRIBE = 8
const DESCRIBE_CONFIGS = 10
/** The broker doesn't say. */
const NOT_TOLD = -2147483648

/** What we may do on the cluster resource; undefined: the broker doesn't say. */
export interface ClusterGrants {
  readonly describe: boolean | undefined
  readonly describeConfigs: boolean | undefined
}

export function encodeDescribeCluster(version: number): Uint8Array {
  const writer = new Writer().boolean(true)
  if (version >= 1) writer.int8(1)
  return writer.noTags().done()
}

export function decodeClusterGrants(reader: Reader, version: number): ClusterGrants {
  reader.int32()
  const error = reader.int16()
  reader.compactString()
  if (version >= 1) reader.int8()
  reader.compactString()
  reader.int32()
  reader.compactArray((r) => {
    r.int32()
    r.skipCompact()
    r.int32()
    r.skipCompact()
    r.skipTags()
  })
  const bits = reader.int32()
  if (error !== 0 || bits === NOT_TOLD) return { describe: undefined, describeConfigs: undefined }
  return { describe: (bits & (1 << DESCRIBE)) !== 0, describeConfigs: (bits & (1 << DESCRIBE_CONFIGS)) !== 0 }
}
