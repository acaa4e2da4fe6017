import { createInterface } from 'node:readline'
import type { Drill } from './arguments.ts'

/** What the process that started `up --with-parent` asks on stdin, a JSON line each. */
export interface ParentRequest {
  /** Comes back in the answer. */
  readonly id: number
  readonly do: Exclude<Drill, 'logs'>
  /** Of the server, as its clients address it. */
  readonly endpoint: string
}

/** The answer, on stdout. */
export interface ParentAnswer {
  readonly event: 'answer'
  readonly id: number
  /** Left out: it is done. */
  readonly error?: string
}

/** Does what the parent asks, until it goes away: its stdin ends. */
export async function serveParent(
  handle: (request: ParentRequest) => Promise<unknown>,
  tell: (answer: ParentAnswer) => void,
): Promise<void> {
  for await (const line of createInterface(process.stdin)) {
    if (line.trim() !== '') void answer(JSON.parse(line) as ParentRequest, handle, tell)
  }
}

async function answer(
  request: ParentRequest,
  handle: (request: ParentRequest) => Promise<unknown>,
  tell: (answer: ParentAnswer) => void,
): Promise<void> {
  const { id } = request
  try {
    await handle(request)
    tell({ event: 'answer', id })
  } catch (thrown) {
    tell({ event: 'answer', id, error: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}
