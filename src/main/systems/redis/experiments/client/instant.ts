/** Epoch ms with a fraction, the same on all threads: what happens within one millisecond has an order here. */
export const instant = (): number => Math.round((performance.timeOrigin + performance.now()) * 100) / 100
