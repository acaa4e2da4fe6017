/** What the shell tells the collector. */
export type ToCollector =
  | {
      readonly kind: 'start'
      /** Where what is shipped with Orrery lies: recorded histories. */
      readonly resourcesFolder: string
      /** The command line after the program's name: `--lab`, targets. */
      readonly args: readonly string[]
      /** Paths of the archives that stood on it, or were double-clicked. */
      readonly archives: readonly string[]
    }
  /** A window asks for its line; the message brings the port. */
  | { readonly kind: 'window' }
  /** Archives were double-clicked, or chosen from the menu. */
  | { readonly kind: 'open'; readonly paths: readonly string[] }
  /** What a person chose in a dialog; no path: nothing. */
  | { readonly kind: 'chosen'; readonly id: number; readonly paths: readonly string[] }
  /** A page that was to be printed: the PDF, or why there is none. */
  | {
      readonly kind: 'printed'
      readonly id: number
      readonly made: { readonly pdf: Uint8Array } | { readonly error: string }
    }
  /** End: close sessions, finish writing, exit. */
  | { readonly kind: 'stop' }

/** How the collector is started. */
export type Start = Extract<ToCollector, { kind: 'start' }>

/** One of the platform's dialogs. */
export type Dialog = { readonly is: 'open' } | { readonly is: 'save'; readonly name: string }

/** What the collector tells the shell. */
export type FromCollector =
  /** Shows a dialog; `chosen` answers. */
  | { readonly kind: 'dialog'; readonly id: number; readonly dialog: Dialog }
  /** Prints a page; `printed` answers. */
  | { readonly kind: 'print'; readonly id: number; readonly html: string }
  | { readonly kind: 'notify'; readonly title: string; readonly body: string }
  /** It could not start: a sentence, and what to do. */
  | { readonly kind: 'failed'; readonly message: string; readonly fix?: string }
