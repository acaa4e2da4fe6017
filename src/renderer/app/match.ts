/** Does a path fit a pattern (`topics/:topic`)? Its named parts, or undefined. The whole path must fit. */
export function matchPath(
  pattern: string,
  path: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const parts = pattern.split('/').filter(Boolean)
  if (parts.length !== path.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const given = path[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = given
    else if (part !== given) return undefined
  }
  return params
}
