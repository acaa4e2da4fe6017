/** What a keeper asks of its watchdog. */
export type WatchRequest =
  | { readonly do: 'ports'; readonly count: number }
  | {
      readonly do: 'spawn'
      readonly name: string
      readonly command: string
      readonly args: readonly string[]
      readonly env: Readonly<Record<string, string>>
      /** Held ports to let go of just before the process starts. */
      readonly ports: readonly number[]
      readonly logFile: string
    }
  | { readonly do: 'signal'; readonly name: string; readonly signal: NodeJS.Signals }
  | { readonly do: 'end' }

export interface WatchAnswers {
  readonly ports: readonly number[]
  readonly spawn: number
  /** Whether such a process was running. */
  readonly signal: boolean
  readonly end: true
}

export type ToWatchdog = { readonly ask: number } & WatchRequest

export type FromWatchdog =
  | { readonly event: 'up'; readonly folder: string }
  | {
      readonly event: 'exited'
      readonly name: string
      readonly code: number | null
      readonly signal: string | null
    }
  | { readonly event: 'answer'; readonly ask: number; readonly value: unknown }
  | { readonly event: 'refused'; readonly ask: number; readonly message: string }
