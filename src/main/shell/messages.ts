/** What the shell tells the collector. */
export type ToCollector =
  | {
      readonly kind: 'start'
      /** Where what is shipped with Orrery lies: recorded histories. */
      readonly resourcesFolder: string
      /** The command line after the program's name: `--lab`, targets. */
      readonly args: readonly string[]
    }
  /** A window asks for its line; the message brings the port. */
  | { readonly kind: 'window' }
  /** End: close sessions, finish writing, exit. */
  | { readonly kind: 'stop' }

/** How the collector is started. */
export type Start = Extract<ToCollector, { kind: 'start' }>

/** What the collector tells the shell. */
export type FromCollector =
  | { readonly kind: 'notify'; readonly title: string; readonly body: string }
  /** It could not start: a sentence, and what to do. */
  | { readonly kind: 'failed'; readonly message: string; readonly fix?: string }
