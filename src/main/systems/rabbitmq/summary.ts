import { text } from '../base/reading.ts'
import type { Look } from '../moment.ts'
import { nodeNames, versionsOf } from './views/reading.ts'

/** "RabbitMQ 3.10.8 · 3 nodes" */
export function summary(look: Look): string {
  const names = nodeNames(look)
  const running = names.filter((name) => text(look, `node/${name}`, 'node.state') === 'running').length
  const count = running === names.length ? `${names.length}` : `${running} of ${names.length}`
  const nodes = `${count} ${names.length === 1 ? 'node' : 'nodes'}`
  return `RabbitMQ ${versionsOf(look).join(', ')}`.trimEnd() + (names.length === 0 ? '' : ` · ${nodes}`)
}
