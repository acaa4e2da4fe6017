import { SvgMark, SvgTag } from '../../../components/Mark.tsx'
import { useMarks } from '../../../components/marks.ts'
import type { ExchangeNode, QueueNode } from './graph.ts'

/** On the upper left corner of a box, while two moments are compared. */
export function BoxMark({
  node: { entities },
  x,
  y,
}: {
  readonly node: ExchangeNode | QueueNode
  readonly x: number
  readonly y: number
}) {
  const [only = ''] = entities
  return entities.length < 2 ? (
    <SvgMark entity={only} x={x + 1} y={y + 1} />
  ) : (
    <FoldMark entities={entities} x={x + 1} y={y + 1} />
  )
}

function FoldMark({
  entities,
  ...at
}: {
  readonly entities: readonly string[]
  readonly x: number
  readonly y: number
}) {
  const marks = useMarks()
  const found = marks === undefined ? [] : entities.flatMap((entity) => marks.of(entity) ?? [])
  const [first] = found
  if (first === undefined) return null
  const isAlike = found.length === entities.length && found.every(({ sign }) => sign === first.sign)
  const says = `${found.length} of ${entities.length} differ: ${first.says}${found.length > 1 ? '; …' : ''}`
  return <SvgTag mark={{ sign: isAlike ? first.sign : 'inside', says }} {...at} />
}
