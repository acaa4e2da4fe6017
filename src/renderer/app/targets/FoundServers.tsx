import type { FoundServer } from '../../../shared/api/targets.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { Failed } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import style from './targets.module.css'

export interface FoundServersProps {
  /** Takes one over. */
  readonly onUse: (server: FoundServer) => void
}

/** Servers that listen on this machine's default ports and aren't targets yet. */
export function FoundServers({ onUse }: FoundServersProps) {
  const client = useClient()
  const found = useAsked('discover', (signal) => client.call('targets.discover', undefined, signal))
  const ports = Object.values(catalogues)
    .map((each) => `${each.name} on ${each.localPorts.slice(0, 3).join(', ')}…`)
    .join('; ')
  return (
    <Panel
      title="On this machine"
      padded
      actions={
        <Button kind="ghost" onClick={found.again}>
          Look again
        </Button>
      }
    >
      {found.error !== undefined && <Failed title="Could not look" error={found.error} />}
      {found.value === undefined && found.error === undefined && (
        <span className={style['dim']}>Looking…</span>
      )}
      {found.value?.length === 0 && (
        <span className={style['dim']}>Nothing listens on the usual ports ({ports}).</span>
      )}
      {found.value?.map((server) => (
        <div key={server.url} className={style['found']}>
          <State tone="ok">{catalogues[server.system]?.name ?? server.system}</State>
          <Name>{server.endpoint}</Name>
          <Button onClick={() => onUse(server)}>Use</Button>
        </div>
      ))}
    </Panel>
  )
}
