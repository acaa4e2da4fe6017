import { expect, test } from 'vitest'
import { findPage } from '../../../../../src/renderer/app/frame/find-page.ts'
import type { SystemPages } from '../../../../../src/renderer/app/pages.ts'

const page = () => null
const pages: SystemPages = {
  id: 'kafka',
  tabs: [
    { id: 'overview', label: 'Overview', path: '', Component: page },
    {
      id: 'topics',
      label: 'Topics',
      path: 'topics',
      Component: page,
      details: [{ path: 'topics/:topic', Component: page }],
    },
  ],
  pageOf: () => undefined,
}

test('a path finds its page and the tab that it hangs under', () => {
  expect(findPage(pages, [])).toMatchObject({ is: 'system', tab: { id: 'overview' } })
  expect(findPage(pages, ['topics', 'a/b'])).toMatchObject({
    is: 'system',
    tab: { id: 'topics' },
    params: { topic: 'a/b' },
  })
})

test('what all targets have is found with and without pages of the system', () => {
  expect(findPage(pages, ['findings'])).toEqual({ is: 'common', tab: 'findings' })
  expect(findPage(undefined, ['access'])).toEqual({ is: 'common', tab: 'access' })
  expect(findPage(undefined, [])).toEqual({ is: 'common', tab: 'events' })
})

test('anything else is no page', () => {
  expect(findPage(pages, ['nowhere'])).toEqual({ is: 'none' })
  expect(findPage(pages, ['topics', 'a', 'b'])).toEqual({ is: 'none' })
})
