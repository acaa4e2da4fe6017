/** Checks every import of every source file against the table of layers; `--print` prints that table for the docs. */
import { readFileSync, globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { objection } from './lib/import-rules.ts'
import { importsOf } from './lib/imports-of.ts'
import { layers, packages } from './lib/layers.ts'

const cwd = fileURLToPath(new URL('..', import.meta.url))

function sourceFiles(): string[] {
  const places = ['{src,lab,scripts,bin,test}/**/*.{ts,tsx,mjs}', '*.config.ts']
  return globSync(places, { cwd, exclude: ['test/fixtures/**', 'test/.artifacts/**'] })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
}

function printTable(): void {
  const row = (name: string, list: readonly string[]) =>
    console.log(`| ${name} | ${list.join(', ') || '–'} |`)
  row('folder', ['may import'])
  row('---', ['---'])
  for (const { folder, mayImport } of layers) row(folder, mayImport)
  console.log()
  row('package', ['only in'])
  row('---', ['---'])
  for (const { name, onlyIn } of packages) row(name, onlyIn)
}

function check(): void {
  const files = sourceFiles()
  const objections = files.flatMap((file) =>
    importsOf(file, readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).flatMap((imported) => {
      const why = objection(file, imported)
      return why === undefined ? [] : [`${file} imports ${imported}: ${why}`]
    }),
  )
  for (const line of objections) console.error(line)
  console.log(`${files.length} files, ${objections.length} imports not allowed`)
  process.exitCode = objections.length === 0 ? 0 : 1
}

if (process.argv.includes('--print')) printTable()
else check()
