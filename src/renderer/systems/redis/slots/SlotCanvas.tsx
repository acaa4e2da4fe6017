import { useEffect, useRef } from 'react'
import { ownerProperties } from '../owner-colors.ts'
import { mapHeight, mapPixels, mapWidth, slotsInLine, type MapSize } from './slot-map.ts'
import style from './slots.module.css'
import { useThemeColors } from './use-theme-colors.ts'

export interface SlotCanvasProps {
  /** Index of the owner of each slot; −1: nobody. */
  readonly owners: Int16Array
  readonly ownerCount: number
  readonly size: MapSize
}

/** 16,384 cells as one picture of 128 × 128 pixels, enlarged without smoothing: one draw call whatever changes. */
export function SlotCanvas({ owners, ownerCount, size }: SlotCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const colors = useThemeColors(ownerProperties(ownerCount))
  const width = mapWidth(size)
  const height = mapHeight(size)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined) return
    context.putImageData(new ImageData(mapPixels(owners, colors), slotsInLine, slotsInLine), 0, 0)
  }, [owners, colors])
  return (
    <canvas
      ref={canvas}
      width={slotsInLine}
      height={slotsInLine}
      className={style['canvas']}
      style={{ left: size.left, top: size.top, width, height }}
      aria-hidden
    />
  )
}
