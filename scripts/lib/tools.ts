import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program outside npm that some tests need. */
export interface Tool {
  readonly name: string
  /** The parts of the tests that can't run without it. */
  readonly neededBy: readonly ('lab' | 'try' | 'e2e')[]
  /** Where it is, if it is there and does. */
  find(): string | undefined
  /** Debian's and Ubuntu's packages, the first of which that exists is taken. */
  readonly aptPackages: readonly string[]
  /** How a person gets it elsewhere. */
  readonly how: string
}

const windows = process.platform === 'win32'

/** Chromium or one of its family. `ORRERY_CHROMIUM` names another one. */
const chromium: Tool = {
  name: 'Chromium',
  neededBy: ['e2e'],
  find: () =>
    process.env['ORRERY_CHROMIUM'] ?? browserPaths().find((path) => existsSync(path) && doesRun(path)),
  aptPackages: ['chromium'],
  how: 'Install Google Chrome (https://www.google.com/chrome), Edge or Chromium, or set ORRERY_CHROMIUM to its path.',
}

const java: Tool = {
  name: 'Java 17 or newer',
  neededBy: ['lab', 'try', 'e2e'],
  find: () =>
    [inHome('JAVA_HOME', 'java'), inPath('java')].find((path) => path !== undefined && javaMajor(path) >= 17),
  aptPackages: ['openjdk-21-jre-headless', 'openjdk-17-jre-headless', 'openjdk-25-jre-headless'],
  how: 'macOS: brew install openjdk@21 · Windows: winget install EclipseAdoptium.Temurin.21.JRE',
}

const maven: Tool = {
  name: 'Maven',
  neededBy: ['lab', 'try', 'e2e'],
  find: () => inPath(windows ? 'mvn.cmd' : 'mvn'),
  aptPackages: ['maven'],
  how: 'macOS: brew install maven · elsewhere: https://maven.apache.org/install.html',
}

export const tools: readonly Tool[] = [chromium, java, maven]

/** Where browsers of the family are installed, in the order of preference. */
function browserPaths(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  if (!windows) return names.flatMap((name) => inPath(name) ?? [])
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
    (name) => process.env[name] ?? [],
  )
  const inside = [
    String.raw`Google\Chrome\Application\chrome.exe`,
    String.raw`Microsoft\Edge\Application\msedge.exe`,
  ]
  return roots.flatMap((root) => inside.map((path) => join(root, path)))
}

/** Ubuntu's `chromium-browser` is there, and only says that it is a snap. Elsewhere asking would open a window. */
function doesRun(browser: string): boolean {
  return process.platform !== 'linux' || spawnSync(browser, ['--version']).status === 0
}

function inPath(name: string): string | undefined {
  const names = windows ? [name, `${name}.exe`] : [name]
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((file) => join(folder, file)))
    .find((path) => existsSync(path))
}

function inHome(variable: string, name: string): string | undefined {
  const home = process.env[variable]
  return home === undefined ? undefined : join(home, 'bin', windows ? `${name}.exe` : name)
}

/** 0: it doesn't run, as macOS's placeholder doesn't. */
function javaMajor(path: string): number {
  const { stderr } = spawnSync(path, ['-version'], { encoding: 'utf8' })
  return parseJavaMajor(stderr ?? '')
}

/** Of `openjdk version "17.0.15" 2025-04-15`, and of old `java version "1.8.0_292"`; 0: no such line. */
export function parseJavaMajor(text: string): number {
  const match = /version "(?:1\.)?(\d+)/.exec(text)
  return Number(match?.[1] ?? 0)
}
