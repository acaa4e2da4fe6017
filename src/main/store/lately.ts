/** A column read longer ago than this, seen from the newest sample, says nothing of that moment any more. */
export const LATELY_MS = 15 * 60_000

export const isLately = (readAt: number, sampledAt: number): boolean => readAt >= sampledAt - LATELY_MS

/** What an archive holds before its interval: no page's figures look back farther than columns do. */
export const ARCHIVE_LEAD_MS = LATELY_MS
