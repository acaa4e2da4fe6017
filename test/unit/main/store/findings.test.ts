import { expect, it } from 'vitest'
import type { Finding } from '../../../../src/shared/api/findings.ts'
import { cutRecording } from '../../../../src/main/store/cut-recording.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import { open, sample, t0, temporaryFolder } from './history.ts'

const at = (seconds: number) => t0 + seconds * 1000

const gone: Finding = {
  id: 'f1',
  targetId: 'c',
  rule: 'kafka/one-broker-explains',
  entity: 'broker/2',
  severity: 'critical',
  title: 'Broker 2 is gone',
  since: at(5),
  opened: at(10),
  evidence: [{ entity: 'broker/2', from: at(5), to: at(10), says: 'not registered' }],
  why: 'One copy is missing.',
  fix: 'Start it again.',
  source: { label: 'Kafka documentation', url: 'https://kafka.apache.org/documentation/#monitoring' },
}
const stillGone: Finding = { ...gone, evidence: [{ ...gone.evidence[0]!, to: at(40) }] }
const back: Finding = { ...gone, severity: 'warning', title: 'Broker 2 is registered and catches up' }

it('a finding reads at any instant as it read then', async () => {
  using folder = temporaryFolder()
  {
    await using store = await open(folder.file)
    for (const second of [0, 10, 40, 60, 80]) store.append('c', sample(at(second)))
    store.openFinding(gone)
    store.updateFinding(stillGone, at(40))
    store.updateFinding(back, at(60))
    store.closeFinding(gone.id, at(80))
  }
  cutRecording(folder.file, ['c'], t0, at(70), folder.path('cut.orrery'))
  for (const file of [folder.file, folder.path('cut.orrery')]) {
    using reader = openReader(file)
    expect(reader.findingsAt('c', at(9))).toEqual([])
    // what the evidence told later is not known yet
    expect(reader.findingsAt('c', at(20))).toEqual([
      { ...gone, evidence: [{ ...gone.evidence[0], to: at(20) }] },
    ])
    expect(reader.findingsAt('c', at(50))).toEqual([stillGone])
    expect(reader.findingsAt('c', at(60))).toEqual([back])
  }
  using reader = openReader(folder.file)
  expect(reader.findingsAt('c', at(80))).toEqual([])
  expect(reader.findingsIn('c', t0, at(90), 10)).toEqual([{ ...back, closed: at(80) }])
})

it('how a finding read goes with the target', async () => {
  using folder = temporaryFolder()
  await using store = await open(folder.file)
  store.append('c', sample(at(0)))
  store.openFinding(gone)
  store.forget('c')
  await store.settled()
  store.append('c', sample(at(100)))
  using reader = openReader(folder.file)
  expect(reader.findingsIn('c', t0, at(200), 10)).toEqual([])
})
