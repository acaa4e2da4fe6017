import type { Message } from 'amqplib'

/** A message carries its number, and nothing else. */
export function contentOf(number: number): Buffer {
  return Buffer.from(String(number))
}

export function numberOf({ content }: Pick<Message, 'content'>): number {
  return Number(content.toString())
}
