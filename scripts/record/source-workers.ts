const source = (path: string) => new URL(`../../src/main/${path}`, import.meta.url)

/** Where a core that runs from source finds its threads. */
export const sourceWorkers = {
  history: source('core/history-worker.ts'),
  store: source('store/store-worker.ts'),
  actor: source('core/actor-worker.ts'),
}
