/** What a node of a cluster answers where a key is not, or not surely, its own. */
export interface Redirection {
  readonly is: 'MOVED' | 'ASK'
  readonly slot: number
  /** As the cluster names it. */
  readonly address: string
}

/** `MOVED 9203 127.0.0.1:7002`, `ASK 9203 127.0.0.1:7002`; undefined: another error */
export function redirectionIn(error: string): Redirection | undefined {
  const [, is, slot, address = ''] = /^(MOVED|ASK) (\d+) (\S+)/.exec(error) ?? []
  return is === 'MOVED' || is === 'ASK' ? { is, slot: Number(slot), address } : undefined
}
