import { expect, test } from 'vitest'
import { menuTemplate } from '../../../../src/main/shell/menu.ts'

const outline = (platform: string) => menuTemplate(platform).map((item) => item.role ?? item.label)

test('follows the platform: macOS has a menu of the program, others quit from File', () => {
  expect(outline('darwin')).toEqual(['appMenu', 'editMenu', 'View', 'windowMenu'])
  expect(outline('linux')).toEqual(['File', 'editMenu', 'View', 'windowMenu'])
  expect(menuTemplate('win32')[0]?.submenu).toEqual([{ role: 'quit' }])
})
