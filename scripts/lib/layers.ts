/**
 * Who may import whom: the one table, checked by every check and printed for the docs.
 * A path stands for itself and all below it; `<name>` for one system, the same one on both sides.
 */
export interface Layer {
  readonly folder: string
  readonly mayImport: readonly string[]
}

const contracts = 'src/main/systems/{system,sample,moment,rule,experiment}.ts'
const ownVocabulary = [
  'src/shared/systems/catalogue.ts',
  'src/shared/systems/<name>.ts',
  'src/shared/systems/<name>-*.ts',
]

/** What a page takes from the frame: its contract, links that keep the instant, and parts that follow it. */
const pageContract =
  'src/renderer/app/{pages.ts,Link.tsx,use-page-state.ts,charts,events,compare/Gone.tsx,compare/use-other-view.ts}'

/** What the drawing of an experiment takes from the frame. */
const stageContract = 'src/renderer/experiments/{stage.ts,log,fallback/labels.ts}'

/** The first row that fits a file holds for it. A file that no row fits may not exist. */
export const layers: readonly Layer[] = [
  { folder: 'src/shared/base', mayImport: ['src/shared/base'] },
  { folder: 'src/shared/chart', mayImport: ['src/shared/{chart,base}'] },
  {
    folder: 'src/shared/history',
    mayImport: ['src/shared/{history,api,base}', 'src/shared/systems/catalogue.ts'],
  },
  { folder: 'src/shared/api', mayImport: ['src/shared/{api,base}'] },
  { folder: 'src/shared/rpc', mayImport: ['src/shared/{rpc,api,base}'] },
  { folder: 'src/shared/systems/index.ts', mayImport: ['src/shared/systems'] },
  { folder: 'src/shared/systems/catalogue.ts', mayImport: ['src/shared/base'] },
  { folder: 'src/shared/systems/<name>.ts', mayImport: [...ownVocabulary, 'src/shared/{api,base}'] },
  { folder: 'src/shared/systems/<name>-*.ts', mayImport: [...ownVocabulary, 'src/shared/{api,base}'] },

  { folder: 'src/main/index.ts', mayImport: ['src/main/shell', 'src/shared'] },
  { folder: 'src/main/collector.ts', mayImport: ['src/main/{core,shell}', 'src/shared'] },
  { folder: 'src/main/headless.ts', mayImport: ['src/main/{core,headless}', 'src/shared'] },
  { folder: 'src/main/shell', mayImport: ['src/main/shell', 'src/shared'] },
  { folder: 'src/main/headless', mayImport: ['src/main/{headless,core}', 'src/shared'] },
  {
    folder: 'src/main/core',
    mayImport: [
      'src/main/{core,store,search,rules,experiments,reports,compare}',
      'src/main/systems/{index,actors}.ts',
      contracts,
      'src/shared',
    ],
  },
  { folder: 'src/main/store', mayImport: ['src/main/store', contracts, 'src/shared/{api,base}'] },
  { folder: 'src/main/search', mayImport: ['src/main/{search,store}', 'src/shared'] },
  { folder: 'src/main/rules', mayImport: ['src/main/rules', contracts, 'src/shared/{api,base}'] },
  {
    folder: 'src/main/experiments',
    mayImport: ['src/main/experiments', 'src/main/store/store.ts', contracts, 'src/shared/{api,base}'],
  },
  {
    folder: 'src/main/compare',
    mayImport: [
      'src/main/compare',
      contracts,
      'src/shared/{api,base,history}',
      'src/shared/systems/catalogue.ts',
    ],
  },
  { folder: 'src/main/reports', mayImport: ['src/main/reports', contracts, 'src/shared'] },
  { folder: contracts, mayImport: [contracts, 'src/shared/{api,base}'] },
  { folder: 'src/main/systems/index.ts', mayImport: ['src/main/systems/*/index.ts', contracts] },
  {
    folder: 'src/main/systems/actors.ts',
    mayImport: ['src/main/systems/*/experiments/actors.ts', contracts],
  },
  {
    folder: 'src/main/systems/base',
    mayImport: ['src/main/systems/base', contracts, 'src/shared/{api,base}'],
  },
  {
    folder: 'src/main/systems/<name>',
    mayImport: [
      'src/main/systems/<name>',
      'src/main/systems/base',
      contracts,
      ...ownVocabulary,
      'src/shared/{api,base}',
    ],
  },

  { folder: 'src/preload', mayImport: ['src/shared'] },

  { folder: 'src/renderer/api', mayImport: ['src/renderer/api', 'src/shared'] },
  { folder: 'src/renderer/components', mayImport: ['src/renderer/{components,api}', 'src/shared'] },
  {
    folder: 'src/renderer/systems/index.ts',
    mayImport: ['src/renderer/systems', 'src/renderer/{components,api}', pageContract, 'src/shared'],
  },
  {
    folder: 'src/renderer/systems/<name>',
    mayImport: [
      'src/renderer/systems/<name>',
      'src/renderer/systems/*.{ts,tsx,css}',
      'src/renderer/{api,components}',
      pageContract,
      stageContract,
      ...ownVocabulary,
      'src/shared/{api,base,chart}',
    ],
  },
  { folder: 'src/renderer', mayImport: ['src/renderer', 'src/shared'] },

  // the lab is a witness: it shares no code with what it tests
  { folder: 'lab', mayImport: ['lab'] },
  { folder: 'scripts', mayImport: ['scripts', 'lab', 'src/main', 'src/shared', 'test/e2e/support'] },
  { folder: 'bin', mayImport: ['scripts', 'out/main'] },
  {
    folder: 'test/unit/renderer',
    mayImport: ['src/renderer', 'src/shared', 'test/unit/renderer', 'test/fixtures'],
  },
  { folder: 'test', mayImport: ['src', 'lab', 'scripts', 'test'] },
  { folder: '*.config.ts', mayImport: [] },
]

/** Where a package may be imported; the first row that fits the package holds. */
export const packages: readonly { readonly name: string; readonly onlyIn: readonly string[] }[] = [
  // keeps the headless host possible
  {
    name: 'electron',
    onlyIn: ['src/main/index.ts', 'src/main/shell', 'src/preload', 'test/unit/main/shell'],
  },
  // shared code runs in Node and in the browser: it may use neither's modules
  { name: 'node:*', onlyIn: ['src/main', 'lab', 'scripts', 'bin', 'test', '*.config.ts'] },
  { name: 'better-sqlite3', onlyIn: ['src/main/{store,search}', 'scripts', 'test'] },
  { name: 'ws', onlyIn: ['src/main/headless', 'scripts', 'test'] },
  { name: 'birpc', onlyIn: ['src/shared/rpc', 'test'] },
  // raw connections to single servers; only there is it known how long each may take
  { name: 'ioredis', onlyIn: ['src/main/systems/redis', 'lab', 'scripts', 'test'] },
  // real clients: witnesses in tests, actors in experiments; observing never loads them
  { name: 'kafkajs', onlyIn: ['lab', 'scripts', 'test', 'src/main/systems/kafka/experiments'] },
  { name: 'zookeeper', onlyIn: ['lab', 'scripts', 'test'] },
  { name: 'amqplib*', onlyIn: ['lab', 'scripts', 'test', 'src/main/systems/rabbitmq/experiments'] },
  { name: 'stompit*', onlyIn: ['lab', 'scripts', 'test', 'src/main/systems/activemq/experiments'] },
  {
    name: '{vite,electron-vite,vitest,playwright-core,prettier}*',
    onlyIn: ['scripts', 'lab', 'test', '*.config.ts'],
  },
  { name: 'ajv*', onlyIn: ['test'] },
  { name: '@vitejs/*', onlyIn: ['*.config.ts', 'test/bench'] },
  // everything else draws
  { name: '*', onlyIn: ['src/renderer', 'test/unit/renderer', 'test/bench/window/page'] },
]
