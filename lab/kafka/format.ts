import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kit } from '../host/kit.ts'
import { runTool } from '../host/tool.ts'
import { propertiesText } from './broker-config.ts'
import { scramRecords } from './sasl.ts'

const checkpoint = 'bootstrap.checkpoint'
const formatLimitMs = 60_000

/** A random id as Kafka writes them: 16 bytes, base64 without padding, never with a leading dash. */
export function randomKafkaId(): string {
  const id = randomBytes(16).toString('base64url')
  return id.startsWith('-') ? randomKafkaId() : id
}

/**
 * Formats a node's data folder as `kafka-storage format` does. The tool itself runs once per machine: what it writes
 * is a checkpoint that is the same for every node (features, SCRAM users), and ids, which are set here.
 */
export async function formatNode(
  kit: Kit,
  node: { id: number; clusterId: string; dataFolder: string; sasl: boolean },
): Promise<void> {
  const template = await templateOf(kit, node.sasl)
  await mkdir(node.dataFolder, { recursive: true })
  await cp(join(template, checkpoint), join(node.dataFolder, checkpoint))
  await writeFile(
    join(node.dataFolder, 'meta.properties'),
    propertiesText({
      version: '1',
      'cluster.id': node.clusterId,
      'node.id': String(node.id),
      'directory.id': randomKafkaId(),
    }),
  )
}

const templates = new Map<string, Promise<string>>()

function templateOf(kit: Kit, sasl: boolean): Promise<string> {
  const folder = join(kit.jars.folder, sasl ? 'formatted-sasl' : 'formatted')
  const known = templates.get(folder) ?? makeTemplate(kit, folder, sasl)
  templates.set(folder, known)
  return known
}

async function makeTemplate(kit: Kit, folder: string, sasl: boolean): Promise<string> {
  if (await isThere(folder)) return folder
  const part = await mkdtemp(`${folder}.part-`)
  try {
    await runFormat(kit, part, sasl)
    await rename(part, folder)
  } catch (error) {
    // another lab was quicker
    if (!(await isThere(folder))) throw error
  } finally {
    await rm(part, { recursive: true, force: true })
  }
  return folder
}

async function runFormat(kit: Kit, folder: string, sasl: boolean): Promise<void> {
  const config = join(folder, 'node.properties')
  await writeFile(
    config,
    propertiesText({
      'process.roles': 'broker,controller',
      'node.id': '1',
      'controller.quorum.voters': '1@127.0.0.1:2',
      listeners: 'PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:2',
      'controller.listener.names': 'CONTROLLER',
      'log.dirs': folder,
    }),
  )
  const scram = sasl ? scramRecords().flatMap((record) => ['--add-scram', record]) : []
  await runTool(
    {
      kit: { ...kit, flags: [] },
      mainClass: 'kafka.tools.StorageTool',
      args: ['format', '-t', randomKafkaId(), '-c', config, ...scram],
    },
    formatLimitMs,
  )
}

async function isThere(folder: string): Promise<boolean> {
  return stat(join(folder, checkpoint)).then(
    () => true,
    () => false,
  )
}
