import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts CPU in hundredths of a second. */
const TICK_MS = 10

/** CPU that a child process of ours burns while `work` runs, ms; NaN where /proc doesn't tell. */
export async function childCpu(
  mark: string,
  work: () => Promise<unknown>,
): Promise<{ cpuMs: number; wallMs: number }> {
  const started = performance.now()
  let cpuMs = Number.NaN
  const timer = setInterval(() => (cpuMs = Math.max(cpuMs || 0, burnt(mark) ?? cpuMs)), 20)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  return { cpuMs, wallMs: performance.now() - started }
}

/** User and system time of the child whose command line contains the mark. */
function burnt(mark: string): number | undefined {
  try {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const cells = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(cells[1]) !== process.pid) continue
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark)) continue
      return (Number(cells[11]) + Number(cells[12])) * TICK_MS
    }
  } catch {
    // it ended while we looked
  }
  return undefined
}
