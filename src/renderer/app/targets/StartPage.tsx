import { FolderArchive, History, Plus, Search } from 'lucide-react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatDuration, formatSpan } from '../../../shared/base/format-time.ts'
import { useClient } from '../../api/use-client.ts'
import { Button } from '../../components/Button.tsx'
import { Dot } from '../../components/State.tsx'
import { useArchiveActions } from '../archives/archive-actions.ts'
import { madeWords } from '../archives/made-words.ts'
import { useNavigator } from '../navigator.ts'
import { wordNow } from '../target-words.ts'
import { FoundServers } from './FoundServers.tsx'
import { LabPanel } from './LabPanel.tsx'
import style from './targets.module.css'

/** The first minute: histories of real clusters to look into, what runs here, the lab, and adding one's own. */
export function StartPage({ targets }: { readonly targets: readonly TargetState[] }) {
  const navigator = useNavigator()
  const own = targets.filter((each) => each.condition !== 'recorded')
  const recorded = targets.filter((each) => each.condition === 'recorded')
  const archived = recorded.filter((each) => each.recording?.archive !== undefined)
  const shipped = recorded.filter((each) => each.recording?.archive === undefined)
  const { open } = useArchiveActions()
  return (
    <div className={style['page']}>
      <div className={style['start']}>
        <div>
          <h1 className={style['title']}>{own.length === 0 ? 'Point Orrery at a cluster' : 'Start'}</h1>
          <p className={style['lead']}>
            Observing changes nothing. Orrery samples, remembers every change, says what is wrong and why, and
            lets you go back to any moment since it began to look.
          </p>
        </div>
        <div className={style['ways']}>
          <Button kind="primary" onClick={() => navigator.go({ path: ['add'], state: {} })}>
            <Plus size={12} /> Add a target
          </Button>
          <Button onClick={open}>
            <FolderArchive size={12} /> Open an archive…
          </Button>
          <Button onClick={() => navigator.go({ path: ['search'], state: {} })}>
            <Search size={12} /> Search everything
          </Button>
        </div>
        {own.length > 0 && (
          <div className={style['cards']}>
            {own.map((target) => (
              <OwnCard key={target.config.id} target={target} />
            ))}
          </div>
        )}
        <RecordedCards title="Archives" targets={archived} />
        <RecordedCards title="Recorded from real clusters" targets={shipped} />
        <FoundServers onUse={(server) => navigator.go({ path: ['add'], state: { url: server.url } })} />
        <LabPanel />
      </div>
    </div>
  )
}

function OwnCard({ target }: { readonly target: TargetState }) {
  const navigator = useNavigator()
  const { tone, word } = wordNow(target)
  const { id, name, endpoints } = target.config
  return (
    <button
      type="button"
      className={style['card']}
      onClick={() => navigator.go({ path: ['t', id], state: {}, at: 'live' })}
    >
      <b>{name}</b>
      <span className={style['dim']}>{target.summary || endpoints.join(', ')}</span>
      <span className={style['foot']}>
        <Dot tone={tone} /> {word}
      </span>
    </button>
  )
}

function RecordedCards({
  title,
  targets,
}: {
  readonly title: string
  readonly targets: readonly TargetState[]
}) {
  if (targets.length === 0) return null
  return (
    <>
      <h2 className={style['part']}>{title}</h2>
      <div className={style['cards']}>
        {targets.map((target) => (
          <RecordedCard key={target.config.id} target={target} />
        ))}
      </div>
    </>
  )
}

/** Opens where it became interesting: at the first serious finding, with the whole recording as range. */
function RecordedCard({ target }: { readonly target: TargetState }) {
  const client = useClient()
  const navigator = useNavigator()
  const { recording, extent, config } = target
  const archive = recording?.archive
  const open = async () => {
    const found =
      extent &&
      (await client.call('findings.range', { targetId: config.id, ...extent, limit: 100 }).catch(() => []))
    const serious = found?.filter((each) => each.severity !== 'info').sort((a, b) => a.opened - b.opened)[0]
    navigator.go({ path: ['t', config.id], state: {}, at: serious?.opened ?? 'live', range: { is: 'all' } })
  }
  return (
    <button type="button" className={style['card']} onClick={() => void open()}>
      <b>{archive === undefined ? (recording?.title ?? config.name) : config.name}</b>
      <span className={style['dim']}>
        {archive === undefined ? recording?.about : `${recording?.file} · ${madeWords(archive.made)}`}
      </span>
      <span className={style['foot']}>
        <History size={12} />
        {target.summary}
        {extent !== undefined &&
          ` · ${formatDuration(extent.to - extent.from)} · ${formatSpan(extent.from, extent.to)}`}
      </span>
    </button>
  )
}
