import { layers, packages } from './layers.ts'

/** Why an import is not allowed, as a sentence; undefined: it is. Paths are relative to the project, with `/`. */
export function objection(importer: string, imported: string): string | undefined {
  return isPath(imported) ? folderObjection(importer, imported) : packageObjection(importer, imported)
}

/** A file of this project; else a package or a `node:` module. */
function isPath(imported: string): boolean {
  return imported.startsWith('.') || layers.some((layer) => fit(layer.folder, imported) !== undefined)
}

function folderObjection(importer: string, imported: string): string | undefined {
  const row = layers.find((layer) => fit(layer.folder, importer) !== undefined)
  if (row === undefined) return 'lies in no folder of the table (scripts/lib/layers.ts)'
  const name = fit(row.folder, importer)?.name
  if (row.mayImport.some((pattern) => fit(named(pattern, name), imported) !== undefined)) return undefined
  return `${row.folder} may import only ${row.mayImport.map((pattern) => named(pattern, name)).join(', ') || 'packages'}`
}

function packageObjection(importer: string, imported: string): string | undefined {
  const row = packages.find((entry) => fit(entry.name, imported) !== undefined)
  if (row?.onlyIn.some((folder) => fit(folder, importer) !== undefined)) return undefined
  return `${row?.name === '*' ? imported : row?.name} may be imported only in ${row?.onlyIn.join(', ')}`
}

const named = (pattern: string, name: string | undefined) =>
  name === undefined ? pattern : pattern.replaceAll('<name>', name)

/**
 * Does the path lie at or below the pattern? If so, which system `<name>` stood for.
 * `*` stands for any characters but `/`, `{a,b}` for one of them; a pattern without a file ending also takes what is below.
 */
export function fit(pattern: string, path: string): { readonly name: string | undefined } | undefined {
  const match = expression(pattern).exec(path)
  return match === null ? undefined : { name: match.groups?.['name'] }
}

const expressions = new Map<string, RegExp>()

function expression(pattern: string): RegExp {
  const known = expressions.get(pattern)
  if (known) return known
  const source = pattern
    .replaceAll(/[.+?^$()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`)
    .replaceAll('*', '[^/]*')
    .replace('<name>', '(?<name>[a-z0-9]+)')
  const made = new RegExp(`^${source}(?:/.*)?$`)
  expressions.set(pattern, made)
  return made
}
