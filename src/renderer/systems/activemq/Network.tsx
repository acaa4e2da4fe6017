import type { NetworkData, NetworkDestination } from '../../../shared/systems/activemq-network-views.ts'
import { Gone } from '../../app/compare/Gone.tsx'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { classes } from '../../components/classes.ts'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed, type Times } from '../Viewed.tsx'
import { isOfNetwork } from './entities.ts'
import { BridgesTable } from './network/BridgesTable.tsx'
import { DestinationPicker } from './network/DestinationPicker.tsx'
import { chosenDestination, destinationKey, nameOfKey } from './network/destinations.ts'
import { networkSaid } from './network/network-said.ts'
import style from './network/network.module.css'
import { NetworkDrawing } from './network/NetworkDrawing.tsx'
import { NetworkLegend } from './network/NetworkLegend.tsx'
import { PresenceTable } from './network/PresenceTable.tsx'
import { useActivemqView } from './use-activemq-view.ts'

/** The network of brokers: which bridges stand, who has consumers, who holds messages, and what can't go where. */
export function Network({ targetId }: PageProps) {
  const [text, setText] = usePageState('q', '')
  const [key, setKey] = usePageState('destination', '')
  const view = useActivemqView(targetId, 'network', askFor(text))
  const chosen = useChosen(targetId, view.data, text, key)
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="The network">
        {(data, times) => (
          <NetworkPanels
            {...{ targetId, data, times, text, setText, chosen }}
            onChoose={(next) => setKey(next === '' ? 'all' : next)}
          />
        )}
      </Viewed>
    </div>
  )
}

const askFor = (text: string) => (text.trim() === '' ? {} : { destination: text.trim() })

/** The chosen one, also where the list that was searched no longer holds it. */
function useChosen(
  targetId: string,
  data: NetworkData | undefined,
  text: string,
  key: string,
): NetworkDestination | undefined {
  const listed = data === undefined ? undefined : chosenDestination(data, key)
  const isElsewhere = data !== undefined && listed === undefined && key !== '' && key !== 'all'
  const asked = isElsewhere ? { destination: nameOfKey(key) } : askFor(text)
  const other = useActivemqView(targetId, 'network', asked)
  if (!isElsewhere) return listed
  return other.data?.destinations.find((each) => destinationKey(each) === key)
}

interface PanelsProps {
  readonly targetId: string
  readonly data: NetworkData
  readonly times: Times
  readonly text: string
  readonly setText: (text: string) => void
  readonly chosen: NetworkDestination | undefined
  /** '' for all of them together. */
  readonly onChoose: (key: string) => void
}

function NetworkPanels(props: PanelsProps) {
  const { targetId, data, times, text, setText, chosen, onChoose } = props
  const [link, setLink] = usePageState('link', '')
  if (data.brokers.length === 0)
    return (
      <Panel>
        <Empty title="No broker is known yet.">
          The network is drawn from when an address of this target first answers.
        </Empty>
      </Panel>
    )
  const choosing = { selected: link, onSelect: setLink }
  return (
    <>
      {networkSaid(data, chosen, times.at)
        .slice(0, 3)
        .map((said) => (
          <Said key={said.headline} {...said} />
        ))}
      <Gone isListed={isOfNetwork} />
      <div className={style['page']}>
        <DrawingPanel {...{ data, times, chosen, choosing }} onAll={() => onChoose('')} />
        <DestinationPicker {...{ data, text, chosen, onChoose }} readAt={times.readAt} onText={setText} />
      </div>
      {chosen !== undefined && <PresenceTable destination={chosen} readAt={times.readAt} />}
      <BridgesTable {...{ data, times }} {...choosing} />
      <ChangesPanel targetId={targetId} system="activemq" />
    </>
  )
}

interface DrawingPanelProps {
  readonly data: NetworkData
  readonly times: Times
  readonly chosen: NetworkDestination | undefined
  readonly choosing: { readonly selected: string; readonly onSelect: (entity: string) => void }
  readonly onAll: () => void
}

function DrawingPanel({ data, times, chosen, choosing, onAll }: DrawingPanelProps) {
  // two brokers stand side by side: they need no height
  const heightPx = useChartHeight(data.brokers.length <= 2 ? 220 : 300)
  return (
    <Panel
      title={
        chosen === undefined ? (
          'Network of brokers'
        ) : (
          <>
            Network of brokers, {chosen.kind} <Name>{chosen.name}</Name>
          </>
        )
      }
      note={chosen === undefined ? 'all queues; choose one to see who holds it and who consumes' : undefined}
      actions={
        chosen !== undefined && (
          <Button kind="link" onClick={onAll}>
            all destinations
          </Button>
        )
      }
    >
      <NetworkDrawing {...{ data, times, heightPx }} {...choosing} destination={chosen} />
      <NetworkLegend isAlone={data.links.length === 0} />
      {data.unknowns.length > 0 && (
        <ul className={style['unknowns']} aria-label="What this drawing can’t know">
          {data.unknowns.map((unknown) => (
            <li key={unknown}>{unknown}</li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
