import type { Read, Round } from '../../../../shared/systems/redis-redirects.ts'
import { StageRows } from '../../StageRows.tsx'

const heads = [
  'Reading',
  'The slot',
  'Keys there',
  'GET of each key',
  'Redirections met',
  'MGET of all',
  'Commands',
]

/** The drawing in numbers. */
export function RoundRows({ rounds }: { readonly rounds: readonly Round[] }) {
  const rows = rounds.map(({ phase, moved, single, all }, i) => ({
    key: String(i),
    cells: [
      i + 1,
      phase,
      moved,
      countedBy(single, ({ got }) => [got]),
      countedBy(single, ({ met }) => met) || 'none',
      all.met.length > 0 && all.got === 'value' ? `value, after ${all.met.join(', ')}` : all.got,
      single.reduce((sum, { requests }) => sum + requests, all.requests),
    ],
  }))
  return <StageRows label="Readings" heads={heads} rows={rows} />
}

function countedBy(reads: readonly Read[], words: (read: Read) => readonly string[]): string {
  const counts = new Map<string, number>()
  for (const word of reads.flatMap(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ')
}
