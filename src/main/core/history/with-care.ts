import { basename } from 'node:path'
import { OrreryError } from '../../../shared/base/errors.ts'
import { damagedArchive } from '../../store/archive/open-archive.ts'
import { limitReading } from '../../store/codec/reading-limit.ts'
import type { AskMessage } from './history.ts'

/** The longest that reading for one question of an archive may take; a page of a large one takes a hundredth of it. */
const readingLimitMs = 20_000
/** Cutting an archive out of another reads all of it. */
const cutLimitMs = 600_000
/** What one question may unpack, and what may be kept of all: at worst twice as much is really taken. */
const readingBytes = 2 ** 30
const cutBytes = 2 ** 31
const keptLimitBytes = 2 ** 29

type Asked = Pick<AskMessage, 'question' | 'arg'>

/**
 * What an archive holds is not what it should be: that is no fault of the code that stumbled over it.
 * @param forget lets go of all that is kept of the files, once it has become much
 */
export function withCare(answer: (asked: Asked) => unknown, forget: () => void) {
  let keptBytes = 0
  return (asked: Asked): unknown => {
    const file = fileOf(asked.arg)
    const isCut = asked.question === 'cut'
    using limit = isCut ? limitReading(cutLimitMs, cutBytes) : limitReading(readingLimitMs, readingBytes)
    try {
      return answer(asked)
    } catch (thrown) {
      if (thrown instanceof OrreryError) throw thrown
      throw damagedArchive(basename(file), thrown instanceof Error ? thrown.message : String(thrown), thrown)
    } finally {
      keptBytes += limit.usedBytes
      if (keptBytes > keptLimitBytes) {
        forget()
        keptBytes = 0
      }
    }
  }
}

/** The file that is asked about; of several the first. */
function fileOf(arg: unknown): string {
  const { file, places } = Object(arg) as { file?: unknown; places?: readonly { file?: unknown }[] }
  return String(file ?? places?.[0]?.file)
}
