import { expect, test } from 'vitest'
import { dressPort } from '../../../../src/main/shell/port.ts'
import { portCarrier } from '../../../../src/shared/rpc/carrier.ts'
import { PortDouble } from './electron-double.ts'

function line() {
  const [a, b] = [new PortDouble(), new PortDouble()]
  a.peer = b
  b.peer = a
  return { a: portCarrier(dressPort(a)), b: portCarrier(dressPort(b)) }
}

test("Electron's port carries messages both ways, with typed arrays", async () => {
  const { a, b } = line()
  const { promise, resolve } = Promise.withResolvers<unknown>()
  b.onMessage((message) => b.send({ echo: message }))
  a.onMessage(resolve)
  a.send({ values: new Float64Array([0.5, Number.NaN]) })
  expect(await promise).toEqual({ echo: { values: new Float64Array([0.5, Number.NaN]) } })
})

test('either end hears that the line was closed', async () => {
  const { a, b } = line()
  const { promise, resolve } = Promise.withResolvers<void>()
  b.onClose(resolve)
  a.close()
  await promise
})
