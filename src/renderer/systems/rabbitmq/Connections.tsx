import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Segmented } from '../../components/Segmented.tsx'
import page from '../page.module.css'
import { Viewed } from '../Viewed.tsx'
import { ChannelList } from './clients/ChannelList.tsx'
import { ConnectionList } from './clients/ConnectionList.tsx'
import { HangingNote } from './HangingNote.tsx'
import { useRabbitmqView } from './use-rabbitmq-view.ts'

/** Who is connected, what holds them back, and what their channels do. */
export function Connections({ targetId }: PageProps) {
  const [show, setShow] = usePageState('show', 'connections')
  const choice = (
    <Segmented
      label="What is listed"
      value={show}
      onChange={setShow}
      options={[
        { value: 'connections', label: 'connections' },
        { value: 'channels', label: 'channels' },
      ]}
    />
  )
  return (
    <div className={page['page']}>
      <HangingNote targetId={targetId} />
      {show === 'channels' ? (
        <Channels targetId={targetId} choice={choice} />
      ) : (
        <Listed targetId={targetId} choice={choice} />
      )}
    </div>
  )
}

interface PartProps {
  readonly targetId: string
  readonly choice: React.ReactNode
}

function Listed({ targetId, choice }: PartProps) {
  const view = useRabbitmqView(targetId, 'connections', {})
  return (
    <Viewed view={view} what="The connections">
      {(data, times) => <ConnectionList data={data} times={times} choice={choice} />}
    </Viewed>
  )
}

function Channels({ targetId, choice }: PartProps) {
  const view = useRabbitmqView(targetId, 'channels', {})
  return (
    <Viewed view={view} what="The channels">
      {(data, times) => <ChannelList data={data} times={times} choice={choice} />}
    </Viewed>
  )
}
