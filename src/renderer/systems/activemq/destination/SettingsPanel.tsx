import type { DestinationData } from '../../../../shared/systems/activemq-destination-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import style from './destination.module.css'

/** The policy that holds for a destination, as its MBean names it. */
export function SettingsPanel({ settings }: { readonly settings: DestinationData['settings'] }) {
  return (
    <Panel title="Policy" note="as the MBean tells it, read each minute">
      {settings.length === 0 ? (
        <Empty title="Its settings were not read yet." />
      ) : (
        <dl className={style['settings']}>
          {settings.map(({ key, value }) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>
                <Name cut>{value}</Name>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  )
}
