import type { ErrorCode } from '../../../../shared/base/errors.ts'

/** The error codes that an observer meets, by Kafka's names (clients' `Errors`). */
const names: Readonly<Record<number, string>> = {
  [-1]: 'UNKNOWN_SERVER_ERROR',
  0: 'NONE',
  1: 'OFFSET_OUT_OF_RANGE',
  3: 'UNKNOWN_TOPIC_OR_PARTITION',
  5: 'LEADER_NOT_AVAILABLE',
  6: 'NOT_LEADER_OR_FOLLOWER',
  7: 'REQUEST_TIMED_OUT',
  9: 'REPLICA_NOT_AVAILABLE',
  14: 'COORDINATOR_LOAD_IN_PROGRESS',
  15: 'COORDINATOR_NOT_AVAILABLE',
  16: 'NOT_COORDINATOR',
  29: 'TOPIC_AUTHORIZATION_FAILED',
  30: 'GROUP_AUTHORIZATION_FAILED',
  31: 'CLUSTER_AUTHORIZATION_FAILED',
  33: 'UNSUPPORTED_SASL_MECHANISM',
  34: 'ILLEGAL_SASL_STATE',
  35: 'UNSUPPORTED_VERSION',
  41: 'NOT_CONTROLLER',
  42: 'INVALID_REQUEST',
  56: 'KAFKA_STORAGE_ERROR',
  57: 'LOG_DIR_NOT_FOUND',
  58: 'SASL_AUTHENTICATION_FAILED',
  69: 'GROUP_ID_NOT_FOUND',
  74: 'FENCED_LEADER_EPOCH',
  75: 'UNKNOWN_LEADER_EPOCH',
  78: 'OFFSET_NOT_AVAILABLE',
  89: 'THROTTLING_QUOTA_EXCEEDED',
  100: 'UNKNOWN_TOPIC_ID',
}

export const NONE = 0
export const LEADER_NOT_AVAILABLE = 5
export const UNSUPPORTED_SASL_MECHANISM = 33
export const ILLEGAL_SASL_STATE = 34
export const GROUP_ID_NOT_FOUND = 69

/** `NOT_LEADER_OR_FOLLOWER`; a code this page doesn't know is `ERROR_123`. */
export function errorName(code: number): string {
  return names[code] ?? `ERROR_${String(code)}`
}

/** Kafka's code as one of Orrery's. */
export function errorKind(code: number): ErrorCode {
  if (code === 29 || code === 30 || code === 31) return 'forbidden'
  if (code === 33 || code === 34 || code === 58) return 'auth'
  if (code === 35) return 'unsupported'
  if (code === 7) return 'timeout'
  return 'protocol'
}
