import { useState } from 'react'
import type { ZnodeData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import { Segmented } from '../../../components/Segmented.tsx'
import { useSize } from '../../../components/use-size.ts'
import pages from '../pages.module.css'
import { OwnerPanel } from './OwnerPanel.tsx'
import { ZnodeDataPanel } from './ZnodeDataPanel.tsx'
import { ZnodeStatPanel } from './ZnodeStatPanel.tsx'

const threeFrom = 900
const options = [
  { value: 'owner', label: 'owner' },
  { value: 'data', label: 'data' },
] as const

/** Stat, owner and data of a znode; where there is no room for three, owner and data share a place. */
export function ZnodePanels({
  data,
  at,
  onSelect,
}: {
  readonly data: ZnodeData
  readonly at: number
  readonly onSelect: (path: string) => void
}) {
  const [ref, { width }] = useSize()
  const [side, setSide] = useState<'owner' | 'data'>(data.owner === null ? 'data' : 'owner')
  const hasRoom = width >= threeFrom
  const choice = hasRoom ? undefined : (
    <Segmented label="What is shown" value={side} onChange={setSide} options={options} />
  )
  return (
    <div ref={ref} className={pages['znode']}>
      <ZnodeStatPanel data={data} at={at} />
      {(hasRoom || side === 'owner') && (
        <OwnerPanel data={data} at={at} onSelect={onSelect} choice={choice} />
      )}
      {(hasRoom || side === 'data') && <ZnodeDataPanel data={data} choice={choice} />}
    </div>
  )
}
