import { basename } from 'node:path'
import { OrreryError } from '../../../shared/base/errors.ts'
import { damagedArchive } from '../../store/archive/open-archive.ts'
import { limitReading } from '../../store/codec/frame.ts'
import type { AskMessage } from './history.ts'

/** The longest that reading for one question of an archive may take; a page of a large one takes a hundredth of it. */
const readingLimitMs = 20_000

type Asked = Pick<AskMessage, 'question' | 'arg'>

/** What an archive holds is not what it should be: that is no fault of the code that stumbled over it. */
export function withCare(answer: (asked: Asked) => unknown) {
  return (asked: Asked): unknown => {
    const file = String(Reflect.get(Object(asked.arg), 'file'))
    using _ = limitReading(readingLimitMs)
    try {
      return answer(asked)
    } catch (thrown) {
      if (thrown instanceof OrreryError) throw thrown
      throw damagedArchive(basename(file), thrown instanceof Error ? thrown.message : String(thrown), thrown)
    }
  }
}
