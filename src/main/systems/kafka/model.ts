import type { Gap } from '../sample.ts'
import { decodeMetadataHead, decodeMetadataTopics, type MetadataHead } from './ask/metadata.ts'
import { CommitTable } from './commits.ts'
import { ConfigBook } from './config-book.ts'
import { Flow } from './flow.ts'
import { GroupBook } from './group-book.ts'
import { ListPool } from './lists.ts'
import { MemberBook } from './member-book.ts'
import { Memo } from './memo.ts'
import type { Answered } from './raw.ts'
import { buildTopology, type Topology } from './topology.ts'
import { TroubleBook } from './trouble-book.ts'
import { VersionBook } from './versions.ts'
import { Reader } from './wire/bytes.ts'

/**
 * What is remembered from one sample to the next: so that what didn't change need not be built again and keeps its
 * identity, and so that what is asked every minute is known in between.
 */
export class Model {
  readonly lists = new ListPool()
  readonly memo = new Memo()
  readonly groups = new GroupBook()
  readonly members = new MemberBook()
  readonly commits = new CommitTable()
  readonly configs = new ConfigBook()
  readonly versions = new VersionBook()
  readonly trouble = new TroubleBook(this.lists)
  readonly flow = new Flow()
  slowGaps: readonly Gap[] = []
  #brokers: MetadataHead['brokers'] = []
  #topology: Topology | undefined
  #topicBytes: Uint8Array = new Uint8Array()

  /** Equal bytes past the brokers mean equal topics: half a megabyte is compared in 20 µs, read in 5 ms. */
  readMetadata(answer: Answered): { head: MetadataHead; topology: Topology } {
    const reader = new Reader(answer.body)
    const head = decodeMetadataHead(reader)
    if (JSON.stringify(this.#brokers) !== JSON.stringify(head.brokers)) this.#brokers = head.brokers
    const topics = answer.body.subarray(reader.at)
    if (this.#topology === undefined || Buffer.compare(topics, this.#topicBytes) !== 0) {
      this.#topicBytes = Uint8Array.from(topics)
      const metadata = decodeMetadataTopics(reader, answer.version)
      this.#topology = buildTopology(metadata, this.lists, this.#topology)
    }
    return { head: { ...head, brokers: this.#brokers }, topology: this.#topology }
  }
}
