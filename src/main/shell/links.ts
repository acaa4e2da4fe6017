/** Opens an address of ours or of a rule's source in the system's browser; anything but the web's schemes is refused. */
export function openLink(open: (url: string) => Promise<void>, url: string): void {
  // a browser that can't be started is no error of ours
  if (isWebLink(url)) void open(url).catch(() => undefined)
}

/** `https:` and `http:` only: `file:`, `javascript:` or a program's own scheme could run something. */
export function isWebLink(url: string): boolean {
  return URL.canParse(url) && ['https:', 'http:'].includes(new URL(url).protocol)
}
