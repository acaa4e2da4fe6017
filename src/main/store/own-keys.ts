/** What the store itself keeps of a target, beside what the session says. All are of the entity ''. */
export const GAPS_KEY = 'orrery.gaps'
export const VERDICTS_KEY = 'orrery.verdicts'

/** Keys and metrics of the store's own: no events of the cluster. */
export const isOwnKey = (key: string): boolean => key.startsWith('orrery.')

/** What costs are of. */
export const costEntity = (endpoint: string): string => `endpoint/${endpoint}`

/** Series of what a sample cost: of a `costEntity`, and the whole sample's duration of ''. */
export const costMetrics = {
  requests: 'orrery.requests',
  receivedBytes: 'orrery.received-bytes',
  sentBytes: 'orrery.sent-bytes',
  ms: 'orrery.ms',
  tookMs: 'orrery.took-ms',
} as const
