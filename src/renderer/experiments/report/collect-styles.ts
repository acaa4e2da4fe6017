/** What a drawing needs to look the same outside of the window. */
export interface CollectedStyles {
  /** `--bg: #fff; …` of the light and the dark theme. */
  readonly light: string
  readonly dark: string
  /** The rules of the classes that its markup uses. */
  readonly rules: string
}

/**
 * Reads tokens and the rules of a piece of markup from the styles of the window itself, so that a report never drifts
 * from what it shows.
 */
export function collectStyles(document: Document, markup: string): CollectedStyles {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  const styles = rules.filter((rule) => rule instanceof CSSStyleRule)
  const tokensOf = (selector: string) =>
    styles
      .filter((rule) => rule.selectorText === selector)
      .map((rule) => customProperties(rule.cssText))
      .join(' ')
  return {
    light: tokensOf(":root[data-theme='light']") || tokensOf(':root[data-theme="light"]'),
    dark: tokensOf(':root'),
    rules: rulesFor(
      styles.map((rule) => ({ selector: rule.selectorText, text: rule.cssText })),
      markup,
    ),
  }
}

/** The custom properties of a rule's text. */
export function customProperties(cssText: string): string {
  return [...cssText.matchAll(/(--[\w-]+)\s*:\s*([^;}]+)/g)]
    .map(([, name, value]) => `${name}: ${value?.trim()};`)
    .join(' ')
}

/** Rules whose every class occurs in the markup, and those of `svg` itself. */
export function rulesFor(
  rules: readonly { readonly selector: string; readonly text: string }[],
  markup: string,
): string {
  const used = new Set(
    [...markup.matchAll(/\sclass="([^"]*)"/g)].flatMap(([, names]) => (names ?? '').split(/\s+/)),
  )
  return rules
    .filter(({ selector }) => {
      const classes = [...selector.matchAll(/\.([\w-]+)/g)].map(([, name]) => name ?? '')
      return classes.length === 0 ? /^svg\b/.test(selector) : classes.every((name) => used.has(name))
    })
    .map(({ text }) => text)
    .join('\n')
}
