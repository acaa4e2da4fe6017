import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { OrreryError } from '../../shared/base/errors.ts'

const limitMs = 60_000

/** Prints a page by a browser of Chromium's kind that is installed here. @throws OrreryError `unsupported` there is none */
export async function printPdf(html: string, signal: AbortSignal): Promise<Uint8Array> {
  const browser = installedBrowser()
  if (browser === undefined)
    throw new OrreryError('unsupported', 'No browser was found that could print a PDF', {
      fix: 'Install Chromium, Chrome or Edge, or make the report as HTML and print that.',
    })
  const folder = await mkdtemp(join(tmpdir(), 'orrery-print-'))
  try {
    const page = join(folder, 'report.html')
    const out = join(folder, 'report.pdf')
    await writeFile(page, html)
    await run(browser, [...flags(folder), `--print-to-pdf=${out}`, pathToFileURL(page).href], signal)
    return await readFile(out)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function flags(folder: string): readonly string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--no-pdf-header-footer',
    '--no-first-run',
    // a profile of its own leaves the person's alone
    `--user-data-dir=${join(folder, 'profile')}`,
    // Chromium's sandbox refuses to run as root
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}

async function run(browser: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  try {
    await promisify(execFile)(browser, [...args], { signal, timeout: limitMs })
  } catch (cause) {
    signal.throwIfAborted()
    throw new OrreryError('unsupported', `${browser} could not print the report`, {
      fix: 'Make the report as HTML, and print that.',
      cause,
    })
  }
}

function installedBrowser(): string | undefined {
  return candidates().find((path) => existsSync(path))
}

function candidates(): readonly string[] {
  if (process.platform === 'darwin')
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  if (process.platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
      const folder = process.env[name]
      const files = [
        'Google/Chrome/Application/chrome.exe',
        'Microsoft/Edge/Application/msedge.exe',
        'Chromium/Application/chrome.exe',
      ]
      return folder === undefined ? [] : files.map((file) => join(folder, file))
    })
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}
