import type { EndpointRow } from '../../../../shared/systems/activemq-views.ts'

export interface LockWords {
  /** `perhaps`: it can't be seen from outside. `none`: it does not. */
  readonly is: 'holds' | 'perhaps' | 'hangs' | 'none'
  readonly word: string
}

/** What is known of an address and the lock of its pair. Only who serves is seen; a waiting slave opens no port. */
export function lockWords({ role }: EndpointRow, isShared: boolean): LockWords {
  switch (role) {
    case 'master':
      return { is: 'holds', word: isShared ? 'holds the lock' : 'serves' }
    case 'slave':
      return { is: 'none', word: 'says it is a slave' }
    case 'waiting-or-dead':
      return { is: 'perhaps', word: 'waits for the lock, or is dead' }
    case 'hung':
      return { is: 'hangs', word: 'hangs, may hold the lock' }
    case 'gone':
      return { is: 'none', word: 'does not hold it' }
    case 'unknown':
      return { is: 'perhaps', word: 'never answered: may wait for the lock' }
  }
}
