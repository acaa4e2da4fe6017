import { chromium, type Browser, type Page } from 'playwright-core'

export interface Look {
  readonly theme?: 'dark' | 'light'
  readonly width?: number
  readonly height?: number
}

/** The system's Chromium, as `npm test` found it. Root needs --no-sandbox; the rest keeps it from calling home. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['ORRERY_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A page at Orrery's address; its errors are collected, for the test to assert that there were none. */
export async function openPage(
  browser: Browser,
  address: string,
  { theme = 'dark', width = 1280, height = 800 }: Look = {},
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ colorScheme: theme, viewport: { width, height } })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(address)
  return { page, errors }
}
