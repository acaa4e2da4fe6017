import type { Attributes } from './attributes.ts'
import { textIn } from './attributes.ts'

/** How many consume at each destination, by kind: counted from the consumers, wildcards followed. */
export class ConsumerCount {
  readonly #local = new Map<string, number>()
  readonly #network = new Map<string, number>()

  /**
   * @param consumers `consumer/<broker>/…` and `durable/<broker>/…` → attributes
   * @param destinations entities that wildcards may mean
   */
  constructor(consumers: ReadonlyMap<string, Attributes>, destinations: Iterable<string>) {
    const wild: {
      readonly counts: Map<string, number>
      readonly prefix: string
      readonly pattern: RegExp
    }[] = []
    for (const [path, attributes] of consumers) {
      if (attributes['Active'] === false) continue
      const counts = attributes['Network'] === true ? this.#network : this.#local
      const broker = path.split('/')[1] ?? ''
      const prefix = `${attributes['DestinationTopic'] === true ? 'topic' : 'queue'}/${broker}/`
      for (const name of (textIn(attributes, 'DestinationName') ?? '').split(','))
        if (isWild(name)) wild.push({ counts, prefix, pattern: patternOf(name) })
        else add(counts, prefix + name)
    }
    if (wild.length === 0) return
    for (const destination of destinations)
      for (const { counts, prefix, pattern } of wild)
        if (destination.startsWith(prefix) && pattern.test(destination.slice(prefix.length)))
          add(counts, destination)
  }

  local(destination: string): number {
    return this.#local.get(destination) ?? 0
  }

  network(destination: string): number {
    return this.#network.get(destination) ?? 0
  }
}

function add(counts: Map<string, number>, path: string): void {
  counts.set(path, (counts.get(path) ?? 0) + 1)
}

export function isWild(name: string): boolean {
  return name.split('.').some((part) => part === '*' || part === '>')
}

/** `*` is one name between dots, `>` all that follows. */
export function patternOf(name: string): RegExp {
  const parts = name.split('.').map((part) => {
    if (part === '*') return String.raw`[^.]+`
    if (part === '>') return '.*'
    return part.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
  })
  return new RegExp(`^${parts.join(String.raw`\.`)}$`)
}
