import type { SlotsData } from '../../../../shared/systems/redis-slot-views.ts'
import { slotCount, type SlotRun } from '../../../../shared/systems/redis-slots.ts'

/** Slots to a line of the map, and as many lines. */
export const slotsInLine = 128

/** Slots of one owner, by its index; −1: nobody. */
export interface OwnedRun extends SlotRun {
  readonly owner: number
}

/** Where the map lies in its drawing, px. */
export interface MapSize {
  readonly left: number
  readonly top: number
  readonly cellWidth: number
  readonly cellHeight: number
}

export const mapWidth = (size: MapSize): number => size.cellWidth * slotsInLine
export const mapHeight = (size: MapSize): number => size.cellHeight * slotsInLine

/** As wide and as high as there is room; never so low that a line vanishes. */
export function mapSize(width: number, heightPx: number): MapSize {
  const left = 48
  const cellWidth = Math.max(2, (width - left - 10) / slotsInLine)
  return { left, top: 6, cellWidth, cellHeight: Math.max(2, heightPx / slotsInLine) }
}

/** The slot under a point; undefined beside the map. */
export function slotAt(x: number, y: number, size: MapSize): number | undefined {
  const column = Math.floor((x - size.left) / size.cellWidth)
  const line = Math.floor((y - size.top) / size.cellHeight)
  const isInside = column >= 0 && column < slotsInLine && line >= 0 && line < slotsInLine
  return isInside ? line * slotsInLine + column : undefined
}

/** Upper left corner of a slot's cell. */
export function cellOf(slot: number, size: MapSize): { readonly x: number; readonly y: number } {
  return {
    x: size.left + (slot % slotsInLine) * size.cellWidth,
    y: size.top + Math.floor(slot / slotsInLine) * size.cellHeight,
  }
}

/** The edge of a run: a box with a step at its first and at its last line. */
export function runOutline({ from, to }: SlotRun, size: MapSize): string {
  const first = cellOf(from, size)
  const last = cellOf(to, size)
  const left = size.left
  const right = size.left + mapWidth(size)
  const bottom = last.y + size.cellHeight
  const endX = last.x + size.cellWidth
  const n = (value: number) => Math.round(value * 10) / 10
  if (first.y === last.y) return `M${n(first.x)} ${first.y}H${n(endX)}V${bottom}H${n(first.x)}Z`
  // one line broken into two pieces that don't touch
  if (last.y === first.y + size.cellHeight && endX <= first.x)
    return `M${n(first.x)} ${first.y}H${n(right)}V${last.y}H${n(first.x)}ZM${left} ${last.y}H${n(endX)}V${bottom}H${left}Z`
  return `M${n(first.x)} ${first.y}H${n(right)}V${last.y}H${n(endX)}V${bottom}H${left}V${first.y + size.cellHeight}H${n(first.x)}Z`
}

/** Who owns each slot: an index, or −1 for nobody. */
export function ownersOf(runs: readonly OwnedRun[]): Int16Array {
  const owners = new Int16Array(slotCount).fill(-1)
  for (const { from, to, owner } of runs) owners.fill(owner, from, to + 1)
  return owners
}

/** The runs of the view, which lie there as parallel arrays. */
export function ownedRuns({
  from,
  to,
  owner,
}: Pick<SlotsData, 'from' | 'to' | 'owner'>): readonly OwnedRun[] {
  return Array.from(from, (first, i) => ({ from: first, to: to[i] ?? first, owner: owner[i] ?? -1 }))
}

export interface OwnerLabel {
  readonly owner: number
  /** Middle of the line of words. */
  readonly y: number
}

const labelPx = 20

/** One name an owner, in the middle of its longest run; left out where the run is lower than the words are. */
export function ownerLabels(runs: readonly OwnedRun[], size: MapSize): readonly OwnerLabel[] {
  const longest = new Map<number, SlotRun>()
  for (const run of runs) {
    const known = longest.get(run.owner)
    if (run.owner >= 0 && (known === undefined || run.to - run.from > known.to - known.from))
      longest.set(run.owner, run)
  }
  const labels: OwnerLabel[] = []
  for (const [owner, run] of longest) {
    const height = cellOf(run.to, size).y - cellOf(run.from, size).y
    if (height >= labelPx)
      labels.push({ owner, y: (cellOf(run.from, size).y + cellOf(run.to, size).y + size.cellHeight) / 2 })
  }
  return labels
}

export type Rgb = readonly [red: number, green: number, blue: number]

const opacity = 0.66 * 255

/** The map as 128 × 128 pixels (RGBA), to be drawn enlarged. Nobody's slots stay transparent: they are hatched over. */
export function mapPixels(owners: Int16Array, colors: readonly Rgb[]): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(slotCount * 4)
  for (let slot = 0; slot < slotCount; slot++) {
    const color = colors[owners[slot] ?? -1]
    if (color === undefined) continue
    pixels.set(color, slot * 4)
    pixels[slot * 4 + 3] = opacity
  }
  return pixels
}

/** The slot that a key of the keyboard goes to; undefined: the key means nothing here. */
export function slotForKey(key: string, slot: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: slot - 1,
    ArrowRight: slot + 1,
    ArrowUp: slot - slotsInLine,
    ArrowDown: slot + slotsInLine,
    PageUp: slot - slotsInLine * 8,
    PageDown: slot + slotsInLine * 8,
    Home: 0,
    End: slotCount - 1,
  }
  const next = steps[key]
  return next === undefined ? undefined : Math.max(0, Math.min(slotCount - 1, next))
}
