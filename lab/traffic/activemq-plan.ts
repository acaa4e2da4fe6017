export interface ActiveMqTrafficPlan {
  readonly producers: readonly ProducerPlan[]
  readonly consumers: readonly ConsumerPlan[]
  /** Durable subscriptions whose clients came once and are away. */
  readonly away: readonly { readonly clientId: string; readonly name: string; readonly topic: string }[]
}

export interface ProducerPlan {
  readonly clientId: string
  /** `/queue/orders`, `/topic/prices` */
  readonly destination: string
  readonly ratePerS: number
  readonly bytes: number
  /** Its broker, counted from 0, modulo how many there are. */
  readonly at: number
}

export interface ConsumerPlan {
  readonly clientId: string
  readonly destination: string
  readonly prefetch: number
  /** What a message takes; it is acknowledged then, one by one. */
  readonly workMs: number
  readonly selector?: string
  readonly durableName?: string
  /** Every so many-th message is refused: the broker moves it to the dead letter queue. */
  readonly refuseEvery?: number
  readonly at: number
}

export interface ActiveMqTrafficStats {
  readonly connected: number
  readonly sent: number
  readonly consumed: number
  readonly refused: number
  readonly failed: number
}

/** Messages have a header `region`, `eu` or `us`. What B consumes is sent to A, and the other way about. */
export const calmActiveMqPlan: ActiveMqTrafficPlan = {
  producers: [
    { clientId: 'shop', destination: '/queue/orders', ratePerS: 20, bytes: 400, at: 0 },
    { clientId: 'billing', destination: '/queue/invoices', ratePerS: 6, bytes: 1500, at: 0 },
    { clientId: 'gateway', destination: '/queue/payments', ratePerS: 10, bytes: 300, at: 1 },
    { clientId: 'scheduler', destination: '/queue/reports', ratePerS: 3, bytes: 200, at: 0 },
    { clientId: 'exchange', destination: '/topic/prices', ratePerS: 15, bytes: 120, at: 0 },
    { clientId: 'ledger', destination: '/topic/audit', ratePerS: 2, bytes: 250, at: 1 },
  ],
  consumers: [
    { clientId: 'fulfil-1', destination: '/queue/orders', prefetch: 100, workMs: 20, at: 1 },
    { clientId: 'fulfil-2', destination: '/queue/orders', prefetch: 10, workMs: 40, at: 1 },
    {
      ...{ clientId: 'books-eu', destination: '/queue/invoices', prefetch: 10, workMs: 10, at: 0 },
      selector: "region = 'eu'",
    },
    {
      ...{ clientId: 'books-us', destination: '/queue/invoices', prefetch: 10, workMs: 10, at: 0 },
      selector: "region = 'us'",
    },
    { clientId: 'bank', destination: '/queue/payments', prefetch: 50, workMs: 5, at: 0 },
    { clientId: 'pdf', destination: '/queue/reports', prefetch: 1, workMs: 100, at: 0 },
    { clientId: 'ticker', destination: '/topic/prices', prefetch: 500, workMs: 0, at: 1 },
    {
      ...{ clientId: 'auditor', destination: '/topic/audit', prefetch: 100, workMs: 5, at: 1 },
      durableName: 'journal',
    },
  ],
  away: [],
}

/** What gives the broker trouble in the lively plan: the bank refuses some, and reports take too long. */
const troubles: Readonly<Record<string, Partial<ConsumerPlan>>> = {
  bank: { refuseEvery: 60 },
  pdf: { workMs: 450 },
}

/** With a queue that nobody takes from, slow consumers, refused messages, and a durable subscriber that is away. */
export const livelyActiveMqPlan: ActiveMqTrafficPlan = {
  producers: [
    ...calmActiveMqPlan.producers,
    { clientId: 'crm', destination: '/queue/mails', ratePerS: 0.5, bytes: 2000, at: 1 },
  ],
  consumers: [
    ...calmActiveMqPlan.consumers.map((consumer) => ({ ...consumer, ...troubles[consumer.clientId] })),
    { clientId: 'chart', destination: '/topic/prices', prefetch: 20, workMs: 200, at: 0 },
  ],
  away: [{ clientId: 'archiver', name: 'archive', topic: 'audit' }],
}
