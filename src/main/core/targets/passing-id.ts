import { createHash } from 'node:crypto'
import type { TargetDraft } from '../../../shared/api/targets.ts'
import { checkDraft } from './draft.ts'
import { slugOf } from './target-list.ts'

/** The same for the same servers: so a target that is given again goes on with its history. @throws OrreryError `invalid` */
export function passingId(draft: TargetDraft): string {
  const { config } = checkDraft(draft)
  const { system, endpoints, options } = config
  const whole = JSON.stringify([system, [...endpoints].sort(), Object.entries(options).map(String).sort()])
  return `${slugOf(`${system} ${endpoints[0]}`)}-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`
}
