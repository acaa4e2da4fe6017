import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  Cleaner,
  Experiment,
  ExperimentKit,
  RunContext,
  Step,
} from '../../../../src/main/systems/experiment.ts'
import type { ExperimentInfo } from '../../../../src/shared/api/experiments.ts'
import { OrreryError } from '../../../../src/shared/base/errors.ts'

/**
 * A tiny system whose cluster is a folder, whose objects are files, and whose clients write into them. What goes wrong
 * at which step is a parameter; the folder itself is out of order while it holds a file `stuck` or `forbidden`.
 */
export const troubles = [
  'none',
  'throw',
  'wait',
  'deaf',
  'crash',
  'spin',
  'lines',
  'full',
  'judge',
  'stray',
  'flood',
  'slow',
] as const
export type Trouble = (typeof troubles)[number]

const info: ExperimentInfo = {
  id: 'files/writing',
  system: 'files',
  title: 'Writing',
  concepts: ['ownership'],
  teaches: ['Whoever has a file writes into it.'],
  question: 'How many of {writers} writers write?',
  choices: [
    { id: 'all', label: 'all' },
    { id: 'some', label: 'some' },
  ],
  parameters: [
    { id: 'writers', label: 'Writers', says: '', kind: 'number', min: 1, max: 5, initial: 2 },
    {
      id: 'trouble',
      label: 'Trouble',
      says: '',
      kind: 'choice',
      options: troubles.map((value) => ({ value, label: value })),
      initial: 'none',
    },
    { id: 'at', label: 'At step', says: '', kind: 'number', min: 0, max: 3, initial: 0 },
  ],
  variants: 'writers',
  reach: 'client',
  creates: 'A file, and one for each writer.',
  tookAboutS: 1,
}

const folderOf = ({ connection }: Pick<RunContext, 'connection'>) => connection.options['folder'] ?? ''

/** As a step does it: into the journal, then into the world. */
async function create(context: RunContext, part: string): Promise<string> {
  const name = context.name(part)
  context.creating({ kind: 'file', name })
  await writeFile(join(folderOf(context), name), '')
  context.tell('client', 'steps', { what: 'made', says: `made ${part}` })
  return join(folderOf(context), name)
}

/** More than a small disk takes. */
function tellMuch(context: RunContext): void {
  for (let k = 0; k < 2_000; k++)
    context.tell('client', 'steps', { what: 'line', says: '', data: randomBytes(300).toString('base64') })
}

async function getIntoTrouble(context: RunContext, trouble: Trouble): Promise<void> {
  switch (trouble) {
    case 'throw':
      throw new OrreryError('refused', 'The folder is full', { fix: 'Empty it.' })
    case 'wait':
      return context.pass(60_000)
    case 'deaf':
      // does not listen to its signal, and creates late what it wrote down early
      context.creating({ kind: 'file', name: context.name('late') })
      context.tell('client', 'steps', { what: 'deaf', says: '' })
      await new Promise((resolve) => setTimeout(resolve, 300))
      return writeFile(join(folderOf(context), context.name('late')), '')
    case 'crash':
    case 'spin': {
      const bad = await context.actor('bad', 'writer', { path: join(folderOf(context), 'nothing') })
      await bad.ask(trouble, null, context.signal)
      return
    }
    case 'lines':
      tellMuch(context)
      return context.pass(60_000)
    case 'full':
      tellMuch(context)
      return void (await create(context, 'too-much'))
    case 'flood':
      for (let k = 0; k < 100_001; k++) context.tell('client', 'steps', { what: 'line', says: '' })
      return
    case 'stray':
      return writeFile(join(folderOf(context), context.name('unknown-to-the-journal')), '')
    default:
  }
}

function steps({ writers, trouble, at }: Readonly<Record<string, unknown>>): readonly Step[] {
  const act = {
    create: async (context: RunContext) => void (await create(context, 'shared')),
    join: async (context: RunContext) => {
      for (let k = 1; k <= (writers as number); k++) {
        const path = await create(context, `of-${k}`)
        const actor = await context.actor(`w${k}`, 'writer', { path, isSlow: trouble === 'slow' })
        await actor.ask('write', `line of ${k}`, context.signal)
      }
    },
    work: async (context: RunContext) => {
      const seen = (told: { what: string }) => told.what === 'files'
      context.watch(10, async () => {
        const files = await readdir(folderOf(context))
        context.tell('observed', 'folder', { what: 'files', says: '', data: { files: files.length } })
      })
      await context.until('the folder is read twice', (lines) => lines.filter(seen).length >= 2, 5_000)
    },
    leave: async (context: RunContext) => {
      const last = await context.actor('last', 'writer', { path: await create(context, 'last') })
      await last.kill()
    },
  }
  return Object.entries(act).map(([id, run], index) => ({
    id,
    title: id,
    says: `Does ${id}`,
    async run(context) {
      await run(context)
      if (index === at) await getIntoTrouble(context, trouble as Trouble)
    },
  }))
}

const writing: Experiment = {
  info,
  async check({ connection }) {
    const says = `${connection.endpoints[0]} is a folder`
    return [
      {
        id: 'version',
        what: 'A folder',
        is: existsSync(connection.options['folder'] ?? '') ? 'ok' : 'refused',
        says,
      },
    ]
  },
  steps,
  judge(entries, { writers, trouble }) {
    if (trouble === 'judge') throw new Error('Nobody can judge this')
    const wrote = new Set(entries.filter(({ what }) => what === 'wrote').map(({ actor }) => actor)).size
    return {
      answer: wrote === writers ? 'all' : 'some',
      observed: `${wrote} wrote`,
      theory: 'All write',
      why: 'Each has a file of its own',
      figures: [{ id: 'wrote', label: 'Wrote', value: wrote, unit: 'count', says: '' }],
    }
  },
}

/** Stops servers, where there are any. */
const stopping: Experiment = {
  ...writing,
  info: { ...info, id: 'files/stopping', reach: 'fault' },
  steps: () => [
    {
      id: 'pause',
      title: 'pause',
      says: '',
      async run(context) {
        await context.fault('pause', 'here:1')
        await context.fault('kill', 'here:2')
        await context.fault('start', 'here:2')
        await context.pass(60_000)
      },
    },
  ],
}

async function open(folder: string): Promise<Cleaner> {
  const mustNotBe = (name: 'stuck' | 'forbidden') => {
    if (existsSync(join(folder, name)))
      throw new OrreryError(name === 'stuck' ? 'refused' : 'forbidden', `The folder is ${name}`)
  }
  return {
    async list(prefix) {
      const names = await readdir(folder)
      return names.filter((name) => name.startsWith(prefix)).map((name) => ({ kind: 'file', name }))
    },
    async remove({ name }) {
      mustNotBe('stuck')
      mustNotBe('forbidden')
      await rm(join(folder, name), { force: true })
    },
    [Symbol.asyncDispose]: async () => undefined,
  }
}

export const files: ExperimentKit = {
  experiments: [writing, stopping],
  cleaner: (connection) => open(connection.options['folder'] ?? ''),
}
