import type { Page } from 'playwright-core'

/** Waits until the time bar says it. */
export async function now(page: Page, says: string): Promise<void> {
  await page.locator('[data-now]').getByText(says).first().waitFor({ timeout: 30_000 })
}

/** Waits until a figure of the strip has a value. */
export async function kpi(page: Page, label: string, value: string): Promise<void> {
  const figure = page
    .locator('dl > div', { has: page.locator('dt', { hasText: label }) })
    .locator('dd')
    .first()
  await figure.filter({ hasText: new RegExp(`^${value}$`) }).waitFor({ timeout: 60_000 })
}
