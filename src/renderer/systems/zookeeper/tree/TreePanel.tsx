import { useMemo, useState } from 'react'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import type { TreeData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { SearchField } from '../../../components/Field.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { GoneZnodes } from './GoneZnodes.tsx'
import { ancestors } from './paths.ts'
import { SearchRows } from './SearchRows.tsx'
import { TreeHead } from './TreeHead.tsx'
import { TreeRows } from './TreeRows.tsx'

export interface TreePanelProps {
  readonly targetId: string
  readonly selected: string | undefined
  /** Session whose znodes are lit. */
  readonly session: string | undefined
  readonly onSelect: (path: string) => void
}

/** The tree of znodes as it was at the moment; a search lists matches instead. */
export function TreePanel({ targetId, selected, session, onSelect }: TreePanelProps) {
  const [text, setText] = useState('')
  const [about, setAbout] = useState<TreeData>()
  const folds = useFolds(selected)
  const isSearching = text.trim() !== ''
  return (
    <Panel
      title="Tree"
      fill
      note={about === undefined ? undefined : reachText(about)}
      actions={<SearchField value={text} onChange={setText} placeholder="Path or session" />}
    >
      <GoneZnodes />
      <TreeHead />
      {isSearching ? (
        <SearchRows targetId={targetId} text={text.trim()} selected={selected} onSelect={onSelect} />
      ) : (
        <TreeRows
          targetId={targetId}
          open={folds.open}
          onFold={folds.fold}
          session={session}
          selected={selected}
          onSelect={onSelect}
          onData={setAbout}
        />
      )}
    </Panel>
  )
}

/** "1 214 znodes · followed since 05:26:38" */
function reachText({ reach, asOf, total }: TreeData): string {
  const count = `${formatNumber(reach.read ?? total)} znodes`
  const how = {
    followed: 'read once, then followed by one recursive watch',
    polled: 'walked anew at intervals, since the servers are older than 3.6',
    partly: 'read in part',
    off: 'not read',
    unknown: '',
  }[reach.how]
  const changed = asOf === null ? '' : `last change seen ${formatInstant(asOf)}`
  return [count, how, reach.why ?? '', changed].filter(Boolean).join(' · ')
}

/** Which folders are open. Choosing a znode opens the way to it. */
function useFolds(selected: string | undefined) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(['/']))
  const [shown, setShown] = useState<string | undefined>(undefined)
  // The way is opened once for each choice, so that it can be folded again.
  if (selected !== shown) {
    setShown(selected)
    if (selected !== undefined) setChosen(new Set([...chosen, ...ancestors(selected)]))
  }
  const open = useMemo(() => [...chosen].sort(), [chosen])
  const fold = (path: string, isOpen: boolean) => {
    const next = new Set(chosen)
    if (isOpen) next.add(path)
    else next.delete(path)
    setChosen(next)
  }
  return { open, fold }
}
