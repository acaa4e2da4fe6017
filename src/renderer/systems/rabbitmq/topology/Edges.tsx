import { memo } from 'react'
import { classes } from '../../../components/classes.ts'
import type { DeadLetterEdge, EdgeMark } from './graph.ts'
import type { Reach } from './reach.ts'
import type { TopologyLayout } from './layout.ts'
import style from './topology.module.css'

export interface EdgesProps {
  readonly layout: TopologyLayout
  /** What is followed; the rest is faint. */
  readonly lit: Reach | undefined
}

/** Bindings as curves as wide as what flows, dead letters dashed. */
export const Edges = memo(function Edges({ layout, lit }: EdgesProps) {
  const stateOf = (key: string) =>
    lit === undefined ? undefined : style[lit.edges.has(key) ? 'lit' : 'faint']
  return (
    <g aria-hidden>
      {layout.loops.map(({ edge, path }) => (
        <path
          key={edge.key}
          d={path}
          className={classes(
            style['loop'],
            edge.is === 'alternate' && style['alternate'],
            markClass(edge),
            stateOf(edge.key),
          )}
          markerEnd="url(#topology-end)"
        />
      ))}
      {inFront(layout.bindings, ({ edge }) => lit?.edges.has(edge.key) === true).map(
        ({ edge, path, widthPx }) => (
          <path
            key={edge.key}
            d={path}
            className={classes(style['binding'], markClass(edge), stateOf(edge.key))}
            strokeWidth={widthPx}
            markerEnd="url(#topology-end)"
          />
        ),
      )}
      <DeadLetters layout={layout} lit={lit} />
    </g>
  )
})

function DeadLetters({ layout, lit }: EdgesProps) {
  return layout.deadLetters.map(({ to, isLost, trunk, stubs }) => {
    const isLit = lit === undefined ? undefined : stubs.some(({ edge }) => lit.edges.has(edge.key))
    const ink = classes(style['dead'], isLost && style['lost'])
    return (
      <g key={to}>
        {stubs.map(({ edge, path }) => (
          <path
            key={edge.key}
            d={path}
            className={classes(
              ink,
              markClass(edge),
              lit !== undefined && !lit.edges.has(edge.key) && style['faint'],
            )}
          />
        ))}
        <path
          d={trunk}
          className={classes(ink, trunkClass(stubs), isLit === false && style['faint'])}
          markerEnd="url(#topology-end)"
        />
      </g>
    )
  })
}

const markClass = ({ mark }: { readonly mark?: EdgeMark }) =>
  mark === undefined ? undefined : style[mark.is === 'there' ? 'goneEdge' : 'otherEdge']

/** What they share differs where all do. */
function trunkClass(stubs: readonly { readonly edge: DeadLetterEdge }[]): string | undefined {
  const ways = new Set(stubs.map(({ edge }) => edge.mark?.is))
  const [first] = stubs
  return ways.size === 1 && first !== undefined ? markClass(first.edge) : undefined
}

/** What a binding asks for, beside where it enters its queue. Drawn over the lines. */
export const EdgeLabels = memo(function EdgeLabels({ layout, lit }: EdgesProps) {
  return (
    <g aria-hidden>
      {layout.bindings.map(({ edge, label }) =>
        label === undefined ? null : (
          <g
            key={edge.key}
            className={classes(lit !== undefined && style[lit.edges.has(edge.key) ? 'keyLit' : 'faint'])}
          >
            <rect
              x={label.x - label.widthPx - 2}
              y={label.y - 6.5}
              width={label.widthPx + 4}
              height={13}
              className={style['keyGround']}
            />
            <text
              x={label.x}
              y={label.y + 3.5}
              className={classes(style['key'], edge.mark !== undefined && style['otherKey'])}
            >
              {label.text}
            </text>
          </g>
        ),
      )}
    </g>
  )
})

/** Later is drawn over earlier. */
function inFront<T>(items: readonly T[], isInFront: (item: T) => boolean): readonly T[] {
  return items.toSorted((a, b) => Number(isInFront(a)) - Number(isInFront(b)))
}
