/**
 * What sort of thing differs when two moments are compared:
 * - `topology`: who is there, in which role, joined to whom
 * - `configuration`: settings
 * - `assignment`: what the cluster, or a group, has put where: replicas, slots, members of a queue, partitions of a consumer
 * - `ownership`: who has it at that moment: leader, controller, coordinator, holder of a lock
 * - `state`: how it is: ISR, offline, alarms
 * - `content`: what users keep in it: a znode's data
 * - `offsets`: positions and amounts; of metrics alone
 */
export const areas = [
  'topology',
  'configuration',
  'assignment',
  'ownership',
  'state',
  'content',
  'offsets',
] as const
export type Area = (typeof areas)[number]
