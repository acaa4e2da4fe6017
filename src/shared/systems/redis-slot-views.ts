/** The 16,384 slots at one instant. */
export interface SlotsData {
  /** Masters that own slots or are known, in the order of their first slot. The place in this list is the owner below. */
  readonly owners: readonly SlotOwner[]
  /**
   * Ascending runs without holes from 0 to 16383, parallel arrays: first slot, last slot, index into `owners`; -1: nobody
   * owns it.
   */
  readonly from: Uint16Array
  readonly to: Uint16Array
  readonly owner: Int16Array
  readonly served: number
  readonly total: number
  /** Slots that nobody claims, as text: "100–200, 7000"; '' none. */
  readonly unowned: string
  /** Slots on the move, ascending. */
  readonly moving: readonly MovingSlot[]
  /** Of owners that count keys by slot: the fullest, and how many keys any other of theirs may hold. [node.fullest_slots] */
  readonly counted: readonly {
    readonly address: string
    readonly slots: readonly { readonly slot: number; readonly keys: number }[]
    readonly othersAtMost: number
  }[]
  /** Who names another owner than the one shown. */
  readonly disputes: readonly SlotDispute[]
  /** Every node's own word on the cluster. */
  readonly voices: readonly {
    readonly address: string
    /** null: not observed. */
    readonly state: string | null
    readonly epoch: number | null
    readonly slotsOk: number | null
    readonly knownNodes: number | null
    /** Nodes that it marks with fail or fail?, as address and flag. */
    readonly failing: readonly { readonly address: string; readonly flag: 'fail' | 'fail?' }[]
    /** Peers that it has no bus link of its own to. null: not observed, or before 7.0. [node.bus_missing] */
    readonly unlinked: readonly string[] | null
    /** Nodes that it does not call online. null: not observed, or before 7.0. [node.ailing] */
    readonly ailing: readonly { readonly address: string; readonly health: string }[] | null
    /** Its map of owners is the one that is shown. null: not observed. */
    readonly agrees: boolean | null
  }[]
  /** Nodes whose view could not be read: what they claim is not known. */
  readonly blind: readonly { readonly address: string; readonly why: string }[]
}

export interface SlotOwner {
  readonly address: string
  readonly id: string
  readonly slots: number
  /** "0–5460" */
  readonly runs: string
  readonly configEpoch: number | null
  readonly keys: number | null
  /** keys ÷ slots; the servers do not tell keys by slot without being asked for each. */
  readonly keysPerSlot: number | null
  /** It answers us, and its peers do not call it failed. */
  readonly isServing: boolean
  /** Addresses of its replicas. */
  readonly replicas: readonly string[]
}

export interface MovingSlot {
  readonly slot: number
  /** Address of the node that gives it away; null: nobody says so. */
  readonly from: string | null
  readonly to: string | null
  /** Keys on either side. [slot.keys] */
  readonly keysFrom: number | null
  readonly keysTo: number | null
  /** `both` sides say so; `one-sided` is an interrupted move. */
  readonly is: 'both' | 'one-sided'
  readonly since: number
  /** "migrating, says 127.0.0.1:7001; importing, says 127.0.0.1:7002" */
  readonly says: string
}

export interface SlotDispute {
  readonly from: number
  readonly to: number
  /** Who sees it otherwise. */
  readonly voice: string
  /** Address it names; null: it knows no owner. */
  readonly names: string | null
  /** Address that is shown as owner; null: none. */
  readonly shown: string | null
  /** Since when its view has been what it is, epoch ms. */
  readonly since: number
}

/** For the calculator: who serves a slot. */
export interface SlotServed {
  readonly slot: number
  readonly owner: string | null
}
