const letGoMs = 60_000

/** Hands a file to the person, as a download does. */
export function saveFile(name: string, type: string, data: string | Uint8Array): void {
  const url = URL.createObjectURL(
    new Blob([data as BlobPart], { type: typeof data === 'string' ? `${type};charset=utf-8` : type }),
  )
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // the browser reads it after this call; it is let go when that is surely done
  setTimeout(() => URL.revokeObjectURL(url), letGoMs)
}
