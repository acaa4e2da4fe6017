import { formatClockMs } from '../../../../shared/base/format-time.ts'
import type { NodeData } from '../../../../shared/systems/redis-views.ts'
import { Facts } from '../../../components/Facts.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useProvenance } from '../../../components/provenance.ts'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'
import loadStyle from '../load/load.module.css'

/** Every figure that is read of a server, with its source. */
export function FiguresPanel({ data }: { readonly data: NodeData }) {
  const { metric } = useProvenance()
  const rows = data.figures.map((figure) => {
    const info = metric(figure.metric)
    const isRate = figure.perSecond !== null
    const read = figure.at === null ? '' : `, ${formatClockMs(figure.at)}`
    return {
      label: info?.label ?? figure.metric,
      value: (
        <Num
          value={(isRate ? figure.perSecond : figure.value) ?? NaN}
          metric={figure.metric}
          {...(isRate
            ? { unit: info?.unit === 'bytes' ? ('bytes per second' as const) : ('per second' as const) }
            : {})}
          entity={nodeEntity(data.row.address)}
          readAt={figure.at ?? undefined}
        />
      ),
      source: `${info?.source ?? figure.metric}${isRate ? ', per second over a minute' : ''}${read}`,
    }
  })
  return (
    <Panel title="Figures" note={`${rows.length} that are read of it`}>
      <div className={loadStyle['figures']}>
        <Facts rows={rows} />
      </div>
    </Panel>
  )
}
