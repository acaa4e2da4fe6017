import { expect, test } from 'vitest'
import { menuTemplate } from '../../../../src/main/shell/menu.ts'

const outline = (platform: string) =>
  menuTemplate(platform, () => undefined).map((item) => item.role ?? item.label)

test('follows the platform: macOS has a menu of the program, others quit from File', () => {
  expect(outline('darwin')).toEqual(['appMenu', 'File', 'editMenu', 'View', 'windowMenu'])
  expect(outline('linux')).toEqual(['File', 'editMenu', 'View', 'windowMenu'])
  expect(menuTemplate('win32', () => undefined)[0]?.submenu?.at(-1)).toEqual({ role: 'quit' })
})

test.each(['darwin', 'linux', 'win32'])('an archive is opened from File on %s', (platform) => {
  let opened = 0
  const file = menuTemplate(platform, () => opened++).find(({ label }) => label === 'File')
  file?.submenu?.find(({ label }) => label === 'Open an Archive…')?.click?.()
  expect(opened).toBe(1)
})
