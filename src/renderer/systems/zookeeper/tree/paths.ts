/** `/a/b/c` → `['/', '/a', '/a/b']`: what must be open for a znode to be seen. */
export function ancestors(path: string): readonly string[] {
  const parts = path.split('/').filter(Boolean)
  return parts.map((_, i) => (i === 0 ? '/' : `/${parts.slice(0, i).join('/')}`))
}

/** `/locks/invoice-run/lock-0000000412` → `/locks/…/lock-0000000412` where there is no room for all of it. */
export function shortPath(path: string, most: number): string {
  if (path.length <= most) return path
  const parts = path.split('/').filter(Boolean)
  const last = parts.at(-1) ?? ''
  const first = parts[0] ?? ''
  return parts.length > 2 ? `/${first}/…/${last}` : path
}
