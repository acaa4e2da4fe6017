import { parentPort, workerData } from 'node:worker_threads'
import { asOrreryError } from '../../shared/base/errors.ts'
import { storageError } from './storage-error.ts'
import type { BlockRow, HostMessage, Job, Result, WorkerMessage } from './worker/jobs.ts'
import { closeWindow } from './worker/close-window.ts'
import { mergeSpans } from './worker/merge-spans.ts'
import { packChanges } from './worker/pack-changes.ts'
import { rollDay } from './worker/roll-day.ts'
import { unusedNames } from './worker/unused-names.ts'
import { type BlockSink, WorkFile } from './worker/work-file.ts'

/** The store's thread: encodes, merges, thins and packs what the writer gives it to do; the writer writes. */

/** About 150 KB: a transaction of well under a millisecond on the collecting thread. */
const BLOCKS_PER_BATCH = 16

const { path }: { path: string } = workerData
const file = new WorkFile(path)
let release: (() => void) | undefined

const say = (message: WorkerMessage) => parentPort?.postMessage(message)

/** Sends blocks in batches, and waits until the writer has taken each. */
class Batches implements BlockSink {
  #blocks: BlockRow[] = []

  async put(block: BlockRow): Promise<void> {
    this.#blocks.push(block)
    if (this.#blocks.length >= BLOCKS_PER_BATCH) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.#blocks.length === 0) return
    const { promise, resolve } = Promise.withResolvers<void>()
    release = resolve
    say({ say: 'blocks', blocks: this.#blocks })
    this.#blocks = []
    await promise
  }
}

async function run(job: Job): Promise<Result> {
  const sink = new Batches()
  const result = await resultOf(job, sink)
  await sink.flush()
  return result
}

async function resultOf(job: Job, sink: BlockSink): Promise<Result> {
  switch (job.kind) {
    case 'close':
      return { spans: [await closeWindow(file, job, sink)] }
    case 'merge': {
      const span = await mergeSpans(file, job, sink)
      return { spans: span === undefined ? [] : [span] }
    }
    case 'roll':
      return { spans: await rollDay(file, job, sink) }
    case 'pack': {
      const packed = packChanges(file, job)
      return packed === undefined ? { spans: [] } : { spans: [], packed }
    }
    case 'names':
      return { spans: [], freed: unusedNames(file, job) }
    case 'checkpoint':
      file.checkpointLog()
      return { spans: [] }
  }
}

parentPort?.on('message', (message: HostMessage) => {
  if (message.say === 'go') return release?.()
  // without the port nothing keeps the thread: it ends, and what waits for `go` is never gone on with
  if (message.say === 'stop') return parentPort?.close()
  run(message.job).then(
    (result) => say({ say: 'done', result }),
    (thrown: unknown) => say({ say: 'failed', error: asOrreryError(storageError(thrown, path)).toData() }),
  )
})
