import { posix } from 'node:path'
import { parseSync } from 'vite'

/**
 * Everything a source file imports: statically, by re-export, dynamically, or in a type (`import('…').T`).
 * @param file its path, relative to the project, with `/`
 * @returns project paths for relative imports, names for packages
 */
export function importsOf(file: string, source: string): string[] {
  const { module, program, errors } = parseSync(file, source)
  const [error] = errors
  if (error) throw new Error(`${file}: ${error.message}`)
  const specifiers = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.flatMap((one) =>
      literal(source.slice(one.moduleRequest.start, one.moduleRequest.end)),
    ),
    ...typeImports(program),
  ]
  return [...new Set(specifiers)].map((name) => resolved(file, name))
}

function resolved(file: string, specifier: string): string {
  const path = specifier.replace(/\?.*$/, '')
  return path.startsWith('.') ? posix.join(posix.dirname(file), path) : path
}

/** The text of a plain string literal; an import of something computed can't be judged. */
function literal(expression: string): string[] {
  const match = /^(['"`])([^$\n]*)\1$/.exec(expression)
  return match?.[2] === undefined ? [] : [match[2]]
}

/** What `import('…')` in types names, anywhere below a syntax node. */
function typeImports(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const found = Object.values(node).flatMap(typeImports)
  if (!('type' in node) || node.type !== 'TSImportType' || !('source' in node)) return found
  const { source } = node
  return typeof source === 'object' && source !== null && 'value' in source
    ? [...found, String(source.value)]
    : found
}
