import type { PairsData } from '../../../shared/systems/activemq-views.ts'
import { Gone } from '../../app/compare/Gone.tsx'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { classes } from '../../components/classes.ts'
import { Panel } from '../../components/Panel.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { isBroker, isEndpoint } from './entities.ts'
import { EndpointsTable } from './brokers/EndpointsTable.tsx'
import { AloneTable } from './pairs/AloneTable.tsx'
import { PairPanel } from './pairs/PairPanel.tsx'
import { useActivemqView } from './use-activemq-view.ts'
import { isMaybeSlave, listed } from './words.ts'

/** Master and slave: who serves each broker, who may take over, what can't be known from outside, and who served before. */
export function Pairs({ targetId }: PageProps) {
  const view = useActivemqView(targetId, 'pairs', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="Masters and slaves">
        {(data, times) => <PairPanels data={data} times={times} />}
      </Viewed>
      <ChangesPanel targetId={targetId} system="activemq" />
    </div>
  )
}

function PairPanels({ data, times }: { readonly data: PairsData; readonly times: Times }) {
  const [selected] = usePageState('endpoint', '')
  // where there is one broker, whoever never answered can only be its slave, or dead
  const candidates = data.pairs.length === 1 ? data.strangers.filter(isMaybeSlave) : []
  const strangers = data.strangers.filter((each) => !candidates.includes(each))
  const alone = data.pairs.filter((pair) => isAlone(pair) && candidates.length === 0)
  const drawn = data.pairs.filter((pair) => !alone.includes(pair))
  const rivals = data.pairs.filter((pair) => pair.rivals.length > 1)
  return (
    <>
      {rivals.map((pair) => (
        <Said
          key={pair.broker}
          tone="bad"
          headline={`${listed(pair.rivals)} serve ${pair.broker} at once.`}
          rest="Either two brokers share a name, or the lock does not hold: two masters on one store destroy it."
        />
      ))}
      <Gone isListed={(entity) => isBroker(entity) || isEndpoint(entity)} />
      {data.pairs.length === 0 && data.strangers.length === 0 && (
        <Panel>
          <Empty title="No broker is known yet." />
        </Panel>
      )}
      {drawn.map((pair) => (
        <PairPanel key={pair.broker} {...{ pair, candidates, times, selected }} />
      ))}
      {alone.length > 0 && <AloneTable pairs={alone} {...{ times, selected }} />}
      {strangers.length > 0 && (
        <EndpointsTable
          title="Addresses that never answered"
          endpoints={strangers}
          times={times}
          selected={selected}
        />
      )}
    </>
  )
}

/** One address that serves: there is no lock to draw. */
const isAlone = ({ endpoints, master, rivals }: PairsData['pairs'][number]) =>
  endpoints.length === 1 && master !== null && rivals.length < 2
