import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo } from 'react'
import type { ZnodeKind } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { classes } from '../../../components/classes.ts'
import { Mark } from '../../../components/Mark.tsx'
import { Num } from '../../../components/Num.tsx'
import { Badge } from '../../../components/State.tsx'
import { znodeEntity } from '../entities.ts'
import { PathText } from './PathText.tsx'
import style from './tree.module.css'

export interface ZnodeRowProps {
  readonly path: string
  /** What stands in the first column: its own name in the tree, its whole path among matches. */
  readonly label: string
  readonly depth: number
  readonly kind: ZnodeKind
  readonly isSequential: boolean
  readonly children: number
  readonly bytes: number
  readonly owner: string | null
  readonly isOpen: boolean
  readonly isLit: boolean
  readonly isSelected: boolean
  readonly readAt: number
  readonly onSelect: (path: string) => void
  readonly onFold?: (path: string, isOpen: boolean) => void
}

/** One znode: name, kind, children, bytes, and the session it goes with. */
export const ZnodeRow = memo(function ZnodeRow(props: ZnodeRowProps) {
  const { path, children, isOpen, isSelected, onFold, onSelect } = props
  const entity = znodeEntity(path)
  return (
    <div
      id={`znode-${path}`}
      role="treeitem"
      aria-level={props.depth + 1}
      aria-selected={isSelected}
      aria-expanded={children > 0 ? isOpen : undefined}
      className={classes(style['row'], isSelected && style['selected'], props.isLit && style['lit'])}
      onMouseDown={() => onSelect(path)}
      onDoubleClick={() => onFold?.(path, !isOpen)}
    >
      <span className={style['path']} style={{ paddingLeft: 10 + props.depth * 16 }}>
        <Fold {...props} />
        {props.label === path && path !== '/' ? (
          <PathText path={path} />
        ) : (
          <span className={style['name']} title={path}>
            {props.label}
          </span>
        )}
        <Mark entity={path === '/' ? 'znode' : entity} focusable={false} />
      </span>
      <span>
        <Kind kind={props.kind} isSequential={props.isSequential} />
      </span>
      <span className={classes(style['right'], children === 0 && style['dim'])}>
        <Num
          value={children}
          metric="znode.stat"
          unit="count"
          entity={entity}
          readAt={props.readAt}
          focusable={false}
        />
      </span>
      <span className={classes(style['right'], props.bytes === 0 && style['dim'])}>
        <Num
          value={props.bytes}
          metric="znode.stat"
          unit="count"
          entity={entity}
          readAt={props.readAt}
          focusable={false}
        />
      </span>
      <span className={style['owner']}>{props.owner ?? '—'}</span>
    </div>
  )
})

function Fold({ path, children, isOpen, onFold }: ZnodeRowProps) {
  if (onFold === undefined || !(children > 0)) return <span className={style['fold']} />
  const Icon = isOpen ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={isOpen ? 'Fold' : 'Unfold'}
      className={style['fold']}
      onMouseDown={(event) => {
        event.stopPropagation()
        onFold(path, !isOpen)
      }}
    >
      <Icon size={11} />
    </button>
  )
}

/** A kind that goes by itself is marked; a persistent znode is quiet. */
export function Kind({ kind, isSequential }: { readonly kind: ZnodeKind; readonly isSequential: boolean }) {
  const words = isSequential ? `${kind} · seq` : kind
  if (kind === 'unreadable') return <Badge tone="unknown">no READ</Badge>
  return kind === 'persistent' ? (
    <span className={style['dim']}>{words}</span>
  ) : (
    <Badge tone="accent">{words}</Badge>
  )
}
