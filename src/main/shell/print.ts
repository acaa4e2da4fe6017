import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow, Electron } from './electron.ts'
import type { ToCollector } from './messages.ts'

type Made = Extract<ToCollector, { kind: 'printed' }>['made']

/** Prints a page in a window that nobody sees and that runs no script. */
export async function printPage(electron: Pick<Electron, 'BrowserWindow'>, html: string): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-print-'))
  let window: BrowserWindow | undefined
  try {
    const file = join(folder, 'report.html')
    await writeFile(file, html)
    window = new electron.BrowserWindow({
      width: 960,
      height: 1200,
      show: false,
      webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, javascript: false },
    })
    await window.loadFile(file)
    const pdf = await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
    return { pdf }
  } catch (thrown) {
    return { error: thrown instanceof Error ? thrown.message : String(thrown) }
  } finally {
    window?.destroy()
    await rm(folder, { recursive: true, force: true })
  }
}
