import { useMemo, useState } from 'react'
import type { Comparison, Difference, DifferenceGroup } from '../../../shared/api/compare.ts'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { differenceText } from '../../../shared/history/difference-text.ts'
import { Empty } from '../../components/Blocks.tsx'
import { Shape } from '../../components/Mark.tsx'
import { Tree } from '../../components/Tree.tsx'
import type { TreeRow } from '../../components/Tree.tsx'
import { useEntities } from '../frame/system-context.ts'
import style from './compare.module.css'
import type { Comparing } from './comparing.ts'
import { DifferenceLink, useOpenDifference } from './DifferenceLink.tsx'
import { linesOf, wantedGroups } from './lines.ts'
import type { Line } from './lines.ts'
import { goneWord, onlyHereWord, signOf } from './marked.ts'
import { useGroupParts } from './use-group-parts.ts'

export interface DifferenceTreeProps {
  readonly comparing: Comparing
  readonly told: Comparison
  readonly area: string
  readonly text: string
}

const columns = [{ width: 'minmax(0, 2fr)' }, { width: '150px', align: 'right' }] as const

/** What differs, by area, alike together; a group unfolds to its entities, and each of them is a link. */
export function DifferenceTree({ comparing, told: { groups }, area, text }: DifferenceTreeProps) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const { nameOf } = useEntities(comparing.target.config.system)
  const wanted = useMemo(() => wantedGroups({ groups, area, text, turned }), [groups, area, text, turned])
  const parts = useGroupParts(comparing, wanted)
  const lines = useMemo(
    () => linesOf({ groups, area, text, turned, parts, nameOf: (entity) => nameOf(entity).name }),
    [groups, area, text, turned, parts, nameOf],
  )
  const rows = useMemo(() => lines.map((line) => rowOf(line, comparing)), [lines, comparing])
  const open = useOpenDifference(comparing)
  const toggle = (id: string) => {
    const next = new Set(turned)
    if (!next.delete(id)) next.add(id)
    setTurned(next)
  }
  const onSelect = (id: string) => {
    const line = lines.find((each) => each.id === id)
    if (line?.is === 'entity') return open(line.difference.entity, line.group.is)
    if (line?.is === 'group' && line.isOpen === undefined)
      return open(onlyOne(line.group).entity, line.group.is)
    if (line !== undefined && line.is !== 'left') toggle(id)
  }
  if (rows.length === 0) return <Empty title={`Nothing that differs is called “${text.trim()}”.`} />
  return <Tree label="Differences" {...{ rows, columns, onSelect }} onToggle={toggle} />
}

const nothing: Difference = { entity: '', before: null, after: null }
const onlyOne = ({ differences }: DifferenceGroup) => differences[0] ?? nothing

function rowOf(line: Line, comparing: Comparing): TreeRow {
  const { id } = line
  switch (line.is) {
    case 'area':
      return {
        id,
        depth: 0,
        isOpen: line.isOpen,
        label: <b className={style['area']}>{line.area}</b>,
        cells: [
          '',
          <span key="count" className={style['dim']}>
            {formatNumber(line.count)}
          </span>,
        ],
      }
    case 'group':
      return { id, depth: 1, isOpen: line.isOpen, ...groupCells(line, comparing) }
    case 'entity':
      return {
        id,
        depth: 2,
        isOpen: undefined,
        label: <DifferenceLink comparing={comparing} entity={line.difference.entity} is={line.group.is} />,
        cells: [<Change key="change" group={line.group} difference={line.difference} />],
      }
    case 'left':
      return {
        id,
        depth: 2,
        isOpen: undefined,
        label: <span className={style['dim']}>{formatNumber(line.count)} more</span>,
      }
  }
}

function groupCells({ group, found }: Extract<Line, { is: 'group' }>, comparing: Comparing) {
  const isOne = group.count === 1
  const label = (
    <span className={style['what']}>
      <Sign group={group} comparing={comparing} />
      {isOne && (
        <DifferenceLink comparing={comparing} entity={onlyOne(group).entity} is={group.is} withKind />
      )}
      {group.key !== null && <span className={isOne ? style['dim'] : undefined}>{group.label}</span>}
      {!isOne && group.key === null && <span>{plural(group.kind)}</span>}
    </span>
  )
  const says = <Says group={group} comparing={comparing} />
  return { label, cells: [says, isOne ? partsText(group) : countText(group, found)] }
}

/** "3 → 1"; of what came or went since when. */
function Says({ group, comparing }: { readonly group: DifferenceGroup; readonly comparing: Comparing }) {
  const { is, says } = group
  const text =
    is === 'changed' ? says : is === 'new' ? onlyHereWord(comparing.words) : goneWord(comparing.words)
  return (
    <span className={style['says']} title={text}>
      {text}
    </span>
  )
}

function Sign({
  group: { is },
  comparing,
}: {
  readonly group: DifferenceGroup
  readonly comparing: Comparing
}) {
  return (
    <svg width={8} height={8} aria-hidden className={style['sign']}>
      <Shape sign={signOf(is, comparing.words.relation)} />
    </svg>
  )
}

/** What an entity differs by where its group says only the way of it; else the group says it all. */
function Change({ group, difference }: { readonly group: DifferenceGroup; readonly difference: Difference }) {
  if (group.is !== 'changed') return null
  const text = differenceText(difference.before, difference.after)
  if (group.says.endsWith(text)) return null
  return (
    <span className={style['says']} title={text}>
      {text}
    </span>
  )
}

function countText(group: DifferenceGroup, found: number | undefined): string {
  const parts = partsText(group)
  const lead = found === undefined ? '' : `${formatNumber(found)} of `
  return `${lead}${formatNumber(group.count)} ${plural(group.kind)}${parts === '' ? '' : `, ${parts}`}`
}

function partsText({ parts }: DifferenceGroup): string {
  return parts === 0 ? '' : `with ${formatNumber(parts)} ${parts === 1 ? 'part' : 'parts'}`
}

const plural = (kind: string) =>
  kind === '' ? 'entities' : kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`
