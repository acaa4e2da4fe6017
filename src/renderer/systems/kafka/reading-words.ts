import { readingStatuses } from '../../../shared/systems/kafka-views.ts'
import type { ReadingStatus } from '../../../shared/systems/kafka-views.ts'
import type { Tone } from '../../components/tone.ts'

const words: Readonly<Record<ReadingStatus, readonly [Tone, string]>> = {
  ok: ['ok', 'keeps up'],
  behind: ['warn', 'falls behind'],
  stall: ['bad', 'stalls'],
  stopped: ['bad', 'stopped'],
  rewind: ['warn', 'rewound'],
  lost: ['bad', 'records lost'],
  idle: ['quiet', 'idle'],
  unknown: ['unknown', 'unknown'],
}

/** How reading goes, as a tone and a word. */
export const readingTone = (status: ReadingStatus): Tone => words[status][0]
export const readingWord = (status: ReadingStatus): string => words[status][1]

/** Worst first, for sorting. */
export const readingRank = (status: ReadingStatus): number => readingStatuses.indexOf(status)

/** Colour of a lag beside a status: only what is wrong gets one. */
export const alarming = (status: ReadingStatus): 'warn' | 'bad' | undefined => {
  const tone = readingTone(status)
  return tone === 'warn' || tone === 'bad' ? tone : undefined
}
