/** `partition` → `partitions`, `binding key` → `binding keys`, `policy` → `policies`; what has no kind is an entity. */
export function pluralOf(kind: string): string {
  if (kind === '') return 'entities'
  return kind.endsWith('y') && !/[aeo]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`
}
