import type { HistoryFile } from './read/file.ts'

/** What an archive says of how it was made; a recording that ships with Orrery says nothing. */
export interface Made {
  readonly at: number
  /** Of the Orrery that cut it. */
  readonly version: string
  /** As Node names it: `linux`, `darwin`, `win32`. */
  readonly platform: string
  /** What was asked for; samples may begin later and end earlier. */
  readonly from: number
  readonly to: number
}

/** What a recording says of itself, in `meta`. */
export interface RecordingInfo {
  readonly title: string
  readonly about: string
  readonly made?: Made
}

/** What a history says that was not cut. */
export const untold: RecordingInfo = { title: '', about: '' }

/** @throws OrreryError `storage` */
export function recordingInfoOf(file: HistoryFile): RecordingInfo {
  return file.read(() => {
    const get = file.db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck()
    const made = madeOf(get.get('made'))
    const texts = { title: get.get('title') ?? '', about: get.get('about') ?? '' }
    return made === undefined ? texts : { ...texts, made }
  })
}

function madeOf(text: string | undefined): Made | undefined {
  if (text === undefined) return undefined
  const { at, version, platform, from, to } = JSON.parse(text) as Record<keyof Made, unknown>
  const isMade = typeof version === 'string' && typeof platform === 'string'
  if (!isMade || typeof at !== 'number' || typeof from !== 'number' || typeof to !== 'number')
    return undefined
  return { at, version, platform, from, to }
}
