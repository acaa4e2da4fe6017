import { expect, test } from 'vitest'
import { commitRows } from '../../../../../../../src/main/systems/kafka/views/base/commit-rows.ts'
import { partitionLayout } from '../../../../../../../src/main/systems/kafka/views/base/layout.ts'

const layout = partitionLayout({
  paths: ['topic/a/0', 'topic/a/1', 'topic/a/3', 'topic/b/0', 'topic/b.c/0', 'topic/b.c/1'],
})

/** Each commit as `group partition`, as a person would read it off its path. */
function readBack(paths: readonly string[], of = layout) {
  const rows = commitRows({ paths }, of)
  return paths.map((_, i) => {
    const partition = rows.partition[i]!
    return `${rows.groups[rows.group[i]!]!} ${partition < 0 ? 'gone' : of.paths[partition]!}`
  })
}

test('runs of one group on one topic, and where they change', () => {
  const paths = ['a/0/group/y', 'a/1/group/y', 'a/3/group/y', 'b/0/group/y', 'b/0/group/x', 'b.c/1/group/y']
  expect(readBack(paths.map((path) => `topic/${path}`))).toEqual([
    'y topic/a/0',
    'y topic/a/1',
    'y topic/a/3',
    'y topic/b/0',
    'x topic/b/0',
    'y topic/b.c/1',
  ])
})

test('group ids that hold slashes, and look like the ends of others', () => {
  const paths = [
    'topic/a/0/group/x',
    'topic/a/1/group/y/group/x',
    'topic/a/1/group/x',
    'topic/a/3/group/3/group/x',
  ]
  expect(readBack(paths)).toEqual([
    'x topic/a/0',
    'y/group/x topic/a/1',
    'x topic/a/1',
    '3/group/x topic/a/3',
  ])
})

test('commits on what is gone: a partition between two that are there, one past the last, a whole topic', () => {
  expect(
    readBack(['topic/a/2/group/x', 'topic/a/4/group/x', 'topic/b/9/group/x', 'topic/z/0/group/x']),
  ).toEqual(Array<string>(4).fill('x gone'))
})

test('partitions in no order are found all the same', () => {
  const mixed = partitionLayout({ paths: ['topic/b/1', 'topic/a/0', 'topic/b/0'] })
  expect(readBack(['topic/b/0/group/x', 'topic/b/1/group/x', 'topic/a/0/group/x'], mixed)).toEqual([
    'x topic/b/0',
    'x topic/b/1',
    'x topic/a/0',
  ])
})

test('what a group commits on, in order', () => {
  const rows = commitRows(
    {
      paths: [
        'topic/b/0/group/y',
        'topic/a/0/group/y',
        'topic/a/1/group/y',
        'topic/z/0/group/y',
        'topic/a/0/group/x',
      ],
    },
    layout,
  )
  expect(rows.groups).toEqual(['x', 'y'])
  expect(rows.topics).toEqual([['a'], ['a', 'b']])
  expect(rows.commits).toEqual([[4], [0, 1, 2, 3]])
})
