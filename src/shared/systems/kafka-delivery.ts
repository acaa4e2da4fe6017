import type { RunEntry } from '../api/experiments.ts'

/**
 * The log of an experiment on delivery: numbered records in one topic, and workers that write each number they worked on
 * into another. Entries of kind `client`:
 * `worked`, `committed`, `halted`, `killed` of a worker; `found` of the one who reads what came out.
 */
export interface Worked {
  readonly numbers: readonly number[]
}

export interface Committed {
  /** The next record that the group would be given: all before it count as done. */
  readonly offset: number
}

/** What was in the output topic in the end, as a consumer with read_committed gets it. */
export interface Found {
  readonly numbers: readonly number[]
}

export interface WorkerSeen {
  readonly name: string
  readonly worked: readonly { readonly at: number; readonly number: number }[]
  /** When it was killed. */
  readonly killed: number | undefined
}

export interface DeliverySeen {
  readonly workers: readonly WorkerSeen[]
  readonly commits: readonly { readonly at: number; readonly offset: number }[]
  /** undefined: not looked at yet. */
  readonly found: readonly number[] | undefined
}

export function foldDelivery(entries: readonly RunEntry[]): DeliverySeen {
  const workers = new Map<
    string,
    { name: string; worked: { at: number; number: number }[]; killed?: number }
  >()
  const commits: { at: number; offset: number }[] = []
  let found: readonly number[] | undefined
  const worker = (name: string) => {
    const known = workers.get(name) ?? { name, worked: [] }
    workers.set(name, known)
    return known
  }
  for (const { kind, actor, what, at, data } of entries) {
    if (kind !== 'client') continue
    if (what === 'worked')
      for (const number of (data as unknown as Worked).numbers) worker(actor).worked.push({ at, number })
    if (what === 'committed') commits.push({ at, offset: (data as unknown as Committed).offset })
    if (what === 'killed') worker(actor).killed = at
    if (what === 'found') found = (data as unknown as Found).numbers
  }
  return {
    workers: [...workers.values()].map(({ name, worked, killed }) => ({ name, worked, killed })),
    commits,
    found,
  }
}

/** How often each of the records 0 … count − 1 is in a list of numbers. */
export function timesOf(numbers: readonly number[], count: number): readonly number[] {
  const times = Array.from({ length: count }, () => 0)
  for (const number of numbers) if (number >= 0 && number < count) times[number]!++
  return times
}
