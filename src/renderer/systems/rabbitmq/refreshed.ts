/** The management refreshes its counters every 5 s (collect_statistics_interval): rates over less are nothing or too much. */
export const refreshedOverMs = 15_000
