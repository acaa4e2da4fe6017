import { expect, test } from 'vitest'
import {
  atEnd,
  otherSpeed,
  playOn,
  seekTo,
  speeds,
  togglePlay,
} from '../../../../src/renderer/experiments/replay.ts'

const span = { from: 1000, to: 11_000 }

test('playing goes so many times as fast, stops at the end, and begins anew from there', () => {
  let replay = togglePlay({ ...atEnd, speed: 4 }, span)
  expect(replay).toEqual({ cursor: 1000, isPlaying: true, speed: 4 })
  replay = playOn(replay, 1000, span)
  expect(replay.cursor).toBe(5000)
  replay = playOn(replay, 2000, span)
  expect(replay).toEqual({ cursor: 'end', isPlaying: false, speed: 4 })
  expect(playOn(replay, 1000, span)).toBe(replay)
})

test('pausing keeps the instant', () => {
  const playing = playOn(togglePlay(atEnd, span), 2500, span)
  expect(togglePlay(playing, span)).toEqual({ cursor: 3500, isPlaying: false, speed: 1 })
})

test('live, pausing holds the picture, and playing on comes back to live', () => {
  const held = togglePlay(atEnd, span, true)
  expect(held).toEqual({ cursor: 11_000, isPlaying: false, speed: 1 })
  const grown = { ...span, to: 13_000 }
  expect(playOn(togglePlay(held, grown, true), 2000, grown).cursor).toBe('end')
})

test('no seeking leaves the run; its end is the end', () => {
  expect(seekTo(atEnd, -5, span).cursor).toBe(1000)
  expect(seekTo(atEnd, 11_000, span).cursor).toBe('end')
  expect(seekTo(atEnd, 99_999, span).cursor).toBe('end')
})

test('a live run grows while one looks back: the cursor stays', () => {
  const back = seekTo(atEnd, 5000, span)
  expect(playOn(back, 1000, { ...span, to: 20_000 })).toBe(back)
})

test('speeds go up and down one by one, and stop at the ends', () => {
  expect(otherSpeed(1, 1)).toBe(2)
  expect(otherSpeed(1, -1)).toBe(0.5)
  expect(otherSpeed(16, 1)).toBe(16)
  expect(otherSpeed(speeds[0], -1)).toBe(speeds[0])
})
