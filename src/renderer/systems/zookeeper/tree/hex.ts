/** One line of a hex dump: where it starts, sixteen bytes, and what of them is readable. */
export interface HexLine {
  readonly offset: string
  readonly bytes: string
  readonly text: string
}

const perLine = 16

export function hexLines(base64: string): readonly HexLine[] {
  const raw = atob(base64)
  const lines: HexLine[] = []
  for (let at = 0; at < raw.length; at += perLine) {
    const chunk = raw.slice(at, at + perLine)
    lines.push({
      offset: at.toString(16).padStart(6, '0'),
      bytes: Array.from(chunk, (c) => c.charCodeAt(0).toString(16).padStart(2, '0'))
        .join(' ')
        .padEnd(perLine * 3 - 1),
      text: chunk.replace(/[^\x20-\x7e]/g, '·'),
    })
  }
  return lines
}

/** JSON set out over lines; what isn't JSON stays as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
