/**
 * One whole tick of a 3-broker cluster with 10,000 partitions × 3 and 200 groups × 250 commits: ask, toSample, append, rules;
 * and the views that draw most. Beside it Kafka's own tool, in the same run. Prints one JSON object; takes some minutes.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { lab } from '../../lab/index.ts'
import type { KafkaCluster } from '../../lab/kafka/cluster.ts'
import { childCpu } from './child-cpu.ts'
import { commitOffsets, createTopics } from './kafka-load.ts'
import { load } from './kafka-size.ts'
import { residentOf } from './resident.ts'

const say = (text: string) => void process.stderr.write(`${text}\n`)

async function main(): Promise<void> {
  await using cluster = await lab.kafka({ brokers: 3, heapMb: 1536 })
  say('creating 10,000 partitions')
  await createTopics(cluster, load)
  say('committing 50,000 offsets')
  await commitOffsets(cluster, load)
  const folder = await mkdtemp(join(tmpdir(), 'orrery-bench-'))
  try {
    say('measuring')
    const measured = await observe(cluster, join(folder, 'history.orrery'))
    say('measuring the memory of the product itself')
    const residentMB = await residentOf(cluster.bootstrap, folder)
    say('the same lags by kafka-consumer-groups')
    const tool = await childCpu('ConsumerGroupCommand', () =>
      cluster.tool('kafka-consumer-groups', ['--describe', '--all-groups']),
    )
    console.log(JSON.stringify({ load, ...measured, residentMB, references: references(tool) }, undefined, 2))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** In a process of its own: what the lab and the loader take is not on the observer's account. */
async function observe(cluster: KafkaCluster, file: string): Promise<object> {
  const script = fileURLToPath(new URL('kafka-observer.ts', import.meta.url))
  const args = ['--no-warnings', script, cluster.bootstrap, file]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return JSON.parse(await text(child.stdout)) as object
}

/** Figures of others on the same load, measured on another machine of this kind (two cores), and one measured now. */
function references(tool: { cpuMs: number; wallMs: number }) {
  return {
    'kafka-consumer-groups --all-groups --describe, this run': {
      cpuMs: round(tool.cpuMs),
      wallMs: round(tool.wallMs),
      reads: 'lag only',
    },
    'kminion 2.3.5, foreign figure': { cpuMs: '430 to 460', receivedMB: 7.6, residentMB: 138 },
    'kafka_exporter 1.9.0, foreign figure': { cpuMs: '5900 to 6200', receivedMB: 14.4, residentMB: 193 },
    'kafka-consumer-groups, foreign figure': { cpuMs: 9200, residentMB: 237 },
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

await main()
process.exit(0)
