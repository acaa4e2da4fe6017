/** Raw samples; points of five minutes; points of an hour. */
export type Tier = 0 | 1 | 2

/** Ms between two points; 0: as sampled. */
export const tierStepMs: Readonly<Record<Tier, number>> = { 0: 0, 1: 5 * 60_000, 2: 60 * 60_000 }
