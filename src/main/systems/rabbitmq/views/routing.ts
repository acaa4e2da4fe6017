import { routingTable } from './model.ts'
import type { View } from '../../system.ts'
import { chosenVhost } from './topology.ts'

export const routing: View = {
  run: (look, { vhost }) => ({ ...routingTable(look, chosenVhost(look, vhost)) }),
}
