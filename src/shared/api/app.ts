/** Real local clusters that Orrery can start to look at. */
export interface LabState {
  readonly available: boolean
  /** What is missing (Java, Maven), and how to get it. */
  readonly why?: string
  readonly running: readonly { readonly cluster: string; readonly url: string; readonly targetId?: string }[]
  /** "Fetching Kafka 4.3.1…", while something is being started. */
  readonly progress?: string
}

export interface AppInfo {
  readonly version: string
  readonly host: 'electron' | 'headless'
  readonly platform: string
}

export interface AppApi {
  'app.info': () => Promise<AppInfo>
  'lab.state': () => Promise<LabState>
  /** @param arg.cluster of a system's `labs` */
  'lab.start': (arg: { cluster: string }) => Promise<void>
  'lab.stop': () => Promise<void>
}
