import { ArrowLeftRight, ChevronDown, GitCompareArrows, X } from 'lucide-react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatDistance, formatInstant } from '../../../shared/base/format-time.ts'
import { Button } from '../../components/Button.tsx'
import { Menu } from '../../components/Menu.tsx'
import { Link } from '../Link.tsx'
import { wordNow } from '../target-words.ts'
import { ChangeMoment } from './ChangeMoment.tsx'
import style from './compare.module.css'
import { useComparing } from './comparing.ts'
import type { Comparing } from './comparing.ts'
import { countsOf } from './counts.ts'
import { isSame } from './pair.ts'
import type { CompareControl } from './use-compare-control.ts'

export interface CompareBarProps {
  readonly targets: readonly TargetState[]
  readonly control: CompareControl
}

/** While two moments are compared: with which one, how much differs, and the way out. On every page. */
export function CompareBar({ targets, control }: CompareBarProps) {
  const comparing = useComparing()
  if (comparing === undefined) return null
  return (
    <section className={style['bar']} aria-label="Comparison">
      <GitCompareArrows size={13} aria-hidden className={style['icon']} />
      <span>Compared with</span>
      <OtherTarget {...{ comparing, targets, control }} />
      <ChangeMoment comparing={comparing} control={control} />
      <span className={style['dim']}>{distanceWords(comparing)}</span>
      <Button kind="ghost" label="Swap the two moments" onClick={control.swap}>
        <ArrowLeftRight size={13} />
      </Button>
      <i className={style['rule']} />
      <Said comparing={comparing} />
      <i className={style['grow']} />
      <Button kind="ghost" label="End comparing" keys="Esc" onClick={control.end}>
        <X size={14} />
      </Button>
    </section>
  )
}

function distanceWords({ request: { a, b }, a: at, b: shown }: Comparing): string {
  if (a.at === 'live') return ''
  if (a.targetId !== b.targetId && Math.abs(at - shown) < 500) return 'the same instant'
  return formatDistance(at, shown, { before: 'before', after: 'after' })
}

/** Whose moment: other targets of the same system, recordings and archives too. Not offered where there is no other. */
function OtherTarget({ comparing, targets, control }: CompareBarProps & { readonly comparing: Comparing }) {
  const { target, other, request } = comparing
  const { id, system } = target.config
  const offered = targets.filter((each) => each.config.system === system && each.extent !== undefined)
  const isOwn = request.a.targetId === id
  if (offered.length < 2 && isOwn) return null
  // one that was removed since the address was copied is called by its id
  const nameOfOther = other.config.id === request.a.targetId ? other.config.name : request.a.targetId
  return (
    <Menu
      trigger={
        <button type="button" className={style['choice']}>
          {isOwn ? 'this target' : nameOfOther}
          <ChevronDown size={11} aria-hidden />
        </button>
      }
      items={offered.map((each) => ({
        label: each.config.id === id ? 'This target' : each.config.name,
        end: each.config.id === request.a.targetId ? '✓' : endWord(each),
        onSelect: () => control.setTarget(each),
      }))}
    />
  )
}

function endWord(target: TargetState): string {
  const isRecorded = target.condition === 'recorded' && target.extent !== undefined
  return isRecorded ? `until ${formatInstant(target.extent.to)}` : wordNow(target).word
}

/** How much differs, area by area, as links to the list; or why that is not known. */
function Said({ comparing }: { readonly comparing: Comparing }) {
  const { read, request, marks } = comparing
  if (isSame(request))
    return <span className={style['dim']}>This is that moment: walk on to see what differs.</span>
  if (read.error !== undefined) return <Refused error={read.error} />
  if (read.value === undefined) return <span className={style['dim']}>Looking for what differs…</span>
  const counts = countsOf(read.value)
  if (counts.length === 0)
    return (
      <Link to={['differences']} className={style['dim']}>
        Nothing differs
      </Link>
    )
  return (
    <span className={style['counts']}>
      {counts.map(({ area, count }) => (
        <Link key={area} to={['differences']} state={{ area }}>
          {area === 'offsets' ? `${formatNumber(count)} moved` : `${formatNumber(count)} ${area}`}
        </Link>
      ))}
      {(marks?.left ?? 0) > 0 && (
        <span className={style['dim']}>{formatNumber(marks?.left ?? 0)} of them are not marked on pages</span>
      )}
      {read.value.unseen.length > 0 && (
        <Link to={['differences']} className={style['dim']}>
          {formatNumber(read.value.unseen.length)} not comparable
        </Link>
      )}
    </span>
  )
}

function Refused({ error }: { readonly error: unknown }) {
  const text = error instanceof Error ? error.message : String(error)
  return (
    <span className={style['refused']} role="alert" title={text}>
      {text}
    </span>
  )
}
