import { FlaskConical, FolderArchive, House, Layers, Plus, Search } from 'lucide-react'
import { formatInstant } from '../../../shared/base/format-time.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { classes } from '../../components/classes.ts'
import { Dot } from '../../components/State.tsx'
import { toneColor } from '../../components/tone.ts'
import { RunsBadge } from '../../experiments/RunsBadge.tsx'
import { useArchiveActions } from '../archives/archive-actions.ts'
import { RailArchives } from '../archives/RailArchives.tsx'
import { useArchives } from '../archives/use-archives.ts'
import { Link } from '../Link.tsx'
import { useAddress } from '../navigator.ts'
import { wordNow } from '../target-words.ts'
import type { TargetWord } from '../target-words.ts'
import { HomeLink } from './HomeLink.tsx'
import style from './Rail.module.css'
import { StoreFoot } from './StoreFoot.tsx'

export interface RailProps {
  readonly targets: readonly TargetState[]
  readonly currentId: string | undefined
  readonly paused: number | undefined
  /** How each was at that instant; undefined: live. */
  readonly then: ReadonlyMap<string, TargetWord> | undefined
}

/** All targets with dot and word: now, or while paused as of that instant. */
export function Rail({ targets, currentId, paused, then }: RailProps) {
  const { path } = useAddress()
  const own = targets.filter((each) => each.condition !== 'recorded')
  const recorded = targets.filter(
    ({ condition, recording }) => condition === 'recorded' && recording?.archive === undefined,
  )
  const archives = useArchives()?.open ?? []
  const { open } = useArchiveActions()
  const row = (target: TargetState) => (
    <TargetRow
      key={target.config.id}
      target={target}
      word={then?.get(target.config.id) ?? wordNow(target)}
      isCurrent={target.config.id === currentId}
    />
  )
  return (
    <nav className={style['rail']} aria-label="Targets">
      {own.length > 0 && (
        <div className={style['cap']}>
          Targets{paused !== undefined && <i>as of {formatInstant(paused)}</i>}
        </div>
      )}
      {own.map(row)}
      {recorded.length > 0 && <div className={style['cap']}>Recorded</div>}
      {recorded.map(row)}
      {archives.length > 0 && <div className={style['cap']}>Archives</div>}
      <RailArchives {...{ archives, targets, row }} />
      {targets.length > 0 && <hr className={style['rule']} />}
      {targets.length > 1 && (
        <HomeLink path={['all']} className={classes(style['link'], path[0] === 'all' && style['on'])}>
          <Layers size={13} /> All targets
        </HomeLink>
      )}
      <HomeLink path={['search']} className={classes(style['link'], path[0] === 'search' && style['on'])}>
        <Search size={13} /> Search everything
      </HomeLink>
      <HomeLink path={['x']} className={classes(style['link'], path[0] === 'x' && style['on'])}>
        <FlaskConical size={13} /> Experiments <RunsBadge />
      </HomeLink>
      <HomeLink path={['add']} className={classes(style['link'], path[0] === 'add' && style['on'])}>
        <Plus size={13} /> Add a target
      </HomeLink>
      <button type="button" className={style['link']} onClick={open}>
        <FolderArchive size={13} /> Open an archive…
      </button>
      <HomeLink path={[]} className={classes(style['link'], path.length === 0 && style['on'])}>
        <House size={13} /> Start
      </HomeLink>
      <i className={style['grow']} />
      <hr className={style['rule']} />
      <StoreFoot
        collecting={own.filter((each) => each.condition !== 'stopped').length}
        isPaused={paused !== undefined}
      />
    </nav>
  )
}

interface RowProps {
  readonly target: TargetState
  readonly word: TargetWord
  readonly isCurrent: boolean
}

function TargetRow({ target, word, isCurrent }: RowProps) {
  const { config, summary, error } = target
  const isQuiet = word.tone === 'ok' || word.tone === 'unknown' || word.tone === 'quiet'
  return (
    <Link
      targetId={config.id}
      to={[]}
      className={classes(style['target'], isCurrent && style['on'])}
      current={isCurrent}
      {...(target.condition === 'recorded' ? { at: 'live' as const } : {})}
    >
      <Dot tone={word.tone} />
      <span className={style['name']}>
        <b title={config.name}>{config.name}</b>
        <span title={error?.message ?? [summary, ...config.endpoints].filter(Boolean).join(' · ')}>
          {summary || config.endpoints.join(', ')}
        </span>
      </span>
      <span className={style['word']} style={{ color: isQuiet ? 'var(--dim)' : toneColor(word.tone) }}>
        {word.word}
      </span>
    </Link>
  )
}
