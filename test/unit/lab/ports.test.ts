import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { PortRange } from '../../../lab/host/ports.ts'

async function listenOn(port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  await new Promise((resolve) => server.close(resolve))
}

test('ports are held until they are released, and lie below the ephemeral range', async () => {
  const range = new PortRange()
  const ports = await range.take(3)
  expect(new Set(ports).size).toBe(3)
  for (const port of ports) {
    expect(port).toBeLessThan(32_000)
    await expect(listenOn(port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  }
  await range.release(ports)
  for (const port of ports) await listenOn(port)
  await range.releaseAll()
})

test('two ranges never share a port, not even a released one', async () => {
  const one = new PortRange()
  const other = new PortRange()
  const first = await one.take(5)
  await one.release(first)
  const second = await other.take(60)
  expect(second.filter((port) => first.includes(port))).toEqual([])
  await one.releaseAll()
  await other.releaseAll()
})
