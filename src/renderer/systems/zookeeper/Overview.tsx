import type { OverviewData } from '../../../shared/systems/zookeeper-views.ts'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import type { PageProps } from '../../app/pages.ts'
import { useOpen } from '../../app/Link.tsx'
import { classes } from '../../components/classes.ts'
import { KpiStrip } from '../../components/KpiStrip.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { MembersTable } from './ensemble/MembersTable.tsx'
import { sinceText } from './member-words.ts'
import { overviewKpis } from './overview-kpis.tsx'
import { Trends } from './Trends.tsx'
import { useZookeeperView } from './use-zookeeper-view.ts'

/** How the ensemble is: whether it can write and how many may fail, its members, and the last minutes. */
export function Overview({ targetId }: PageProps) {
  const view = useZookeeperView(targetId, 'overview', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="The ensemble">
        {(data, times) => <Head data={data} times={times} />}
      </Viewed>
      <Members targetId={targetId} />
      <Trends targetId={targetId} />
      <ChangesPanel targetId={targetId} system="zookeeper" />
    </div>
  )
}

function Head({ data, times }: { readonly data: OverviewData; readonly times: Times }) {
  const { quorum } = data
  const isWrong = quorum.is === 'no-margin' || quorum.is === 'no-quorum'
  return (
    <>
      {isWrong && (
        <Said
          tone={quorum.is === 'no-quorum' ? 'bad' : 'warn'}
          headline={`${quorum.says}.`}
          rest={`${quorum.acknowledging ?? '?'} of ${quorum.voters ?? '?'} voters acknowledge writes, ${quorum.needed ?? '?'} are needed; ${sinceText(quorum.since, times.at)}.`}
        />
      )}
      <KpiStrip items={overviewKpis(data, times)} />
      <MissingNotes
        missing={data.blind.map(({ member, ask, why, fix }) => ({
          what: `${ask} of server ${member}`,
          why,
          fix,
        }))}
      />
    </>
  )
}

function Members({ targetId }: { readonly targetId: string }) {
  const open = useOpen()
  const view = useZookeeperView(targetId, 'ensemble', {})
  if (view.data === undefined || view.at === undefined) return null
  return (
    <MembersTable
      data={view.data}
      times={{ at: view.at, readAt: view.sampledAt ?? view.at }}
      selected={undefined}
      onSelect={(id) => open(['ensemble'], { member: id })}
      isWide
    />
  )
}
