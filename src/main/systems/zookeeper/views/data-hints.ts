import type { ZnodeData } from '../../../../shared/systems/zookeeper-tree-views.ts'

/**
 * What the bytes of a znode look like.
 * @param base64 what was kept; null: nothing @param dataLength of the whole; null: unknown
 */
export function dataOf(base64: string | null, dataLength: number | null): ZnodeData['data'] {
  if (base64 === null) {
    const looks = dataLength === 0 ? 'empty' : 'unknown'
    return { base64, keptBytes: 0, cut: (dataLength ?? 0) > 0, looks, text: null }
  }
  const bytes = Buffer.from(base64, 'base64')
  const cut = dataLength !== null && dataLength > bytes.length
  const text = textIn(bytes, cut)
  const looks = text === null ? 'binary' : !cut && isJson(text) ? 'json' : 'text'
  return { base64, keptBytes: bytes.length, cut, looks, text }
}

/** UTF-8 without control characters but tabs and line ends; null: it is none. A cut may fall into the last character. */
function textIn(bytes: Uint8Array, cut: boolean): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut })
    return hasControls(text) ? null : text
  } catch {
    return null
  }
}

function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true
  }
  return false
}

/** Objects and lists: a lone number or word is text that happens to parse. */
function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
