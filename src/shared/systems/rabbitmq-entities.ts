/** Kinds of entities with a virtual host and a name. */
export type NamedKind = 'queue' | 'exchange' | 'policy' | 'operator-policy'
/** Kinds of entities with a name alone. */
export type PlainKind = 'node' | 'vhost' | 'connection' | 'channel'

/** The path of an entity. Names may hold slashes and anything else: each part is percent-encoded. */
export function rabbitmqEntity(kind: PlainKind, name: string): string
export function rabbitmqEntity(kind: NamedKind, vhost: string, name: string): string
export function rabbitmqEntity(kind: string, ...names: readonly string[]): string {
  return [kind, ...names.map(encodePart)].join('/')
}

/** The names in a path again, without the kind: `queue/%2F/orders` → `/`, `orders`. */
export function namesIn(entity: string): readonly string[] {
  return entity.split('/').slice(1).map(decodeURIComponent)
}

/** Readable where it can be: of a node's `rabbit@a` and a channel's `a:1 -> b:2 (1)` nothing but spaces need care. */
export function encodePart(name: string): string {
  return encodeURIComponent(name).replaceAll('%40', '@').replaceAll('%3A', ':')
}
