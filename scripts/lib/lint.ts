import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { npm } from './npm.mjs'
import { run } from './processes.mjs'
import { root, saying } from './say.mjs'

const home = new URL('tools/lint/', root)

/** Lints all sources; `absent` when the linter can't be had from this registry. */
export async function lint(): Promise<'passed' | 'failed' | 'absent'> {
  if (!isInstalled())
    await saying('Fetching the linter', () =>
      npm(['install', '--no-package-lock', '--prefix', fileURLToPath(home)]),
    )
  if (!isInstalled()) return 'absent'
  const bin = (name: string) => fileURLToPath(new URL(`node_modules/${name}`, home))
  // never without folders: it would go through node_modules
  const args = [bin('oxlint/bin/oxlint'), '--type-aware', '--quiet', 'src', 'lab', 'scripts', 'bin', 'test']
  const env = { ...process.env, OXLINT_TSGOLINT_PATH: bin('.bin/tsgolint') }
  const code = await run(process.execPath, args, { cwd: fileURLToPath(root), env, stdio: 'inherit' })
  return code === 0 ? 'passed' : 'failed'
}

/** Are the linter's packages there, at the versions that tools/lint asks for? */
function isInstalled(): boolean {
  const wanted = packageFile(new URL('package.json', home)).devDependencies ?? {}
  return Object.entries(wanted).every(([name, version]) => {
    const file = new URL(`node_modules/${name}/package.json`, home)
    return existsSync(file) && packageFile(file).version === version
  })
}

interface PackageFile {
  readonly version?: string
  readonly devDependencies?: Readonly<Record<string, string>>
}

const packageFile = (file: URL) => JSON.parse(readFileSync(file, 'utf8')) as PackageFile
