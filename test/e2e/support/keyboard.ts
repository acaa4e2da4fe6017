import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * Walks by Tab until an element has the focus: who can't use a mouse gets there too.
 * @param most a page on which more presses are needed can't be used
 */
export async function tabTo(page: Page, wanted: Locator, most = 80): Promise<void> {
  await wanted.waitFor()
  for (let presses = 0; presses <= most; presses++) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  expect.fail(`${most} presses of Tab don't reach ${String(wanted)}`)
}

/** Presses what is reached by Tab. */
export async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  await tabTo(page, page.getByRole(role, { name }).first())
  await page.keyboard.press('Enter')
}
