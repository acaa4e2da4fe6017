import { useMemo } from 'react'
import { kindOf } from '../../../../shared/systems/zookeeper-entities.ts'
import { Gone } from '../../../app/compare/Gone.tsx'
import { useMarks } from '../../../components/marks.ts'

/** While two moments are compared: the znodes that the tree had at the other one, each with all below it as one. */
export function GoneZnodes() {
  const gone = useMarks()?.gone
  const all = useMemo(() => new Set(gone), [gone])
  const isTop = (entity: string) =>
    kindOf(entity) === 'znode' && !all.has(entity.slice(0, entity.lastIndexOf('/')))
  return <Gone isListed={isTop} most={3} />
}
