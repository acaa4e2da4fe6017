import { readFileSync } from 'node:fs'
import type { Door, RawReply } from '../../../../../src/main/systems/zookeeper/ask/ask.ts'

/** A reply as a real server gave it: ZooKeeper 3.9.5, three voters and an observer. See `test/fixtures/zookeeper/replies`. */
export function reply(name: string): RawReply {
  const door: Door = name.endsWith('.json') ? 'admin' : '4lw'
  const file = new URL(`../../../../fixtures/zookeeper/replies/${name}`, import.meta.url)
  return { door, text: readFileSync(file, 'utf8') }
}
