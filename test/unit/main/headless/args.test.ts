import { describe, expect, test } from 'vitest'
import { parseCommand } from '../../../../src/main/headless/args.ts'
import { parseDuration } from '../../../../src/main/headless/duration.ts'

const parse = (line: string) => parseCommand(line.split(' ').filter((word) => word !== ''))

test('serve takes targets and where things are', () => {
  expect(parse('serve')).toMatchObject({ name: 'serve', targets: [], port: 0, lab: false, open: false })
  expect(parse('serve a kafka://h --port 8080 --targets t.json --data d --lab --open')).toEqual({
    name: 'serve',
    targets: ['a', 'kafka://h'],
    targetsFile: 't.json',
    port: 8080,
    dataDir: 'd',
    lab: true,
    open: true,
    withParent: false,
  })
})

test('check takes as many samples as the longest hold needs, unless told', () => {
  expect(parse('check a --json')).toMatchObject({ json: true, intervalMs: 5_000, samples: 8 })
  expect(parse('check a --interval 1s')).toMatchObject({ intervalMs: 1_000, samples: 32 })
  expect(parse('check a --samples 3 --interval 500ms')).toMatchObject({ intervalMs: 500, samples: 3 })
  expect(parse('check a --watch')).toMatchObject({ samples: undefined })
})

test('export takes targets and when, and goes an hour back if nobody says', () => {
  expect(parse('export a b --from 2026-11-20T03:00 --to 2026-11-20T04:00 --out x.orrery --data d')).toEqual({
    name: 'export',
    targets: ['a', 'b'],
    targetsFile: undefined,
    dataDir: 'd',
    from: new Date(2026, 10, 20, 3).getTime(),
    to: new Date(2026, 10, 20, 4).getTime(),
    out: 'x.orrery',
    replace: false,
    json: false,
  })
  const command = parse('export a --to 2026-11-20T04:00 --replace')
  expect(command).toMatchObject({ from: new Date(2026, 10, 20, 3).getTime(), replace: true })
})

test('compare takes one target and two instants, or two targets', () => {
  expect(parse('compare a --from 2026-11-20T03:00 --to 2026-11-20T04:00 --json --in x.orrery')).toEqual({
    name: 'compare',
    targets: ['a'],
    inFile: 'x.orrery',
    dataDir: undefined,
    from: new Date(2026, 10, 20, 3).getTime(),
    to: new Date(2026, 10, 20, 4).getTime(),
    at: undefined,
    json: true,
  })
  expect(parse('compare a b --at 2026-11-20T03:00')).toMatchObject({
    targets: ['a', 'b'],
    at: new Date(2026, 10, 20, 3).getTime(),
    json: false,
  })
})

test.each([
  ['compare', /needs a target/],
  ['compare a b c', /one target, or two/],
  ['compare a --at 03:00', /--from an instant --to another/],
  ['compare a b --from 03:00', /--at one instant/],
  ['compare a --from 2026-11-20T04:00 --to 2026-11-20T03:00', /--from lies after --to/],
])('%s is told what is wrong with it', (line, message) => {
  expect(() => parse(line)).toThrow(message)
})

test('open takes files', () => {
  expect(parse('open a.orrery b.orrery --port 80 --no-browser')).toEqual({
    name: 'open',
    files: ['a.orrery', 'b.orrery'],
    port: 80,
    browser: false,
  })
})

test('search takes words, and what narrows it', () => {
  const line =
    'search two of --kind topic,partition --sort entity,fact --target a --target b --from 2026-11-20T03:00'
  expect(parse(line)).toEqual({
    name: 'search',
    text: 'two of',
    targets: ['a', 'b'],
    kinds: ['topic', 'partition'],
    sorts: ['entity', 'fact'],
    ...{ inFile: undefined, dataDir: undefined, to: undefined, limit: 10, json: false },
    from: new Date(2026, 10, 20, 3).getTime(),
  })
  expect(parseCommand(['search', 'two of three', 'orders'])).toMatchObject({ text: '"two of three" orders' })
  expect(parse('search --kind topic --in x.orrery --limit 3')).toMatchObject({ text: '', limit: 3 })
})

test('the lab reads its own arguments', () => {
  expect(parse('lab up kafka --json --help')).toEqual({
    name: 'lab',
    args: ['up', 'kafka', '--json', '--help'],
  })
})

test.each(['--help', '-h', 'help', 'serve --help'])('%s is help', (line) => {
  expect(parse(line).name).toBe('help')
})

test.each(['--version', '-v', 'version'])('%s is the version', (line) => {
  expect(parse(line).name).toBe('version')
})

describe('bad input is one clear line', () => {
  test.each([
    ['', 'No command was given'],
    ['look a', 'There is no command look'],
    ['status', 'status needs a target'],
    ['check --json', 'check needs a target'],
    ['serve --nonsense', "Unknown option '--nonsense'"],
    ['serve --port', "Option '--port <value>' argument missing"],
    ['serve --port x', '--port x is not a whole number'],
    ['serve --port 65536', '--port 65536 is not a whole number'],
    ['status a --lab', 'status takes no --lab'],
    ['serve --watch', 'serve takes no --watch'],
    ['check a --samples 0', '--samples 0 is not'],
    ['check a --samples 1.5', '--samples 1.5 is not'],
    ['check a --samples 2 --watch', 'exclude each other'],
    ['check a --interval soon', 'soon is not an interval'],
    ['check a --interval 1ms', '1ms is not an interval'],
    ['export --from 1h', 'export needs a target'],
    ['export a --from soon', '--from soon is not a time'],
    ['export a --from now --to 1h', '--from is not before --to'],
    ['export a --watch', 'export takes no --watch'],
    ['open', 'open needs a file'],
    ['search', 'search needs words'],
    ['search a --sort topic', '--sort topic is not one of entity, fact, finding, run'],
    ['search a --limit 0', '--limit 0 is not'],
    ['search a --from now --to 1h', '--from lies after --to'],
    ['check a --interval 2h', '2h is not an interval'],
  ])('%s', (line, message) => {
    let thrown: unknown
    try {
      parse(line)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ code: 'invalid', message: expect.stringContaining(message) })
    expect((thrown as Error).message).not.toContain('\n')
  })
})

test.each([
  ['5s', 5_000],
  ['5', 5_000],
  ['0.5s', 500],
  ['250ms', 250],
  ['2m', 120_000],
  ['60min', 3_600_000],
])('%s is %i ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})
