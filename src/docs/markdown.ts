/** A fenced block of a page. */
interface Fence {
  /** The info string: `sh`, `console` … */
  readonly language: string
  /** The lines between the fences, without the last line break. */
  readonly text: string
  /** The `##` heading above it; empty before the first. */
  readonly section: string
}

const FENCE = /^```(\w*)\n([\s\S]*?)\n?^```$/gm

/** The fenced blocks of a page, in order. */
export function fences(page: string): readonly Fence[] {
  return [...page.matchAll(FENCE)].map(({ 1: language = '', 2: text = '', index }) => ({
    language,
    text,
    section:
      page
        .slice(0, index)
        .match(/^## .*$/gm)
        ?.at(-1)
        ?.slice(3) ?? '',
  }))
}

/** Replaces the text of every fenced block of one language, one after the other. */
export async function withFences(
  page: string,
  language: string,
  make: (text: string) => Promise<string>,
): Promise<string> {
  let made = ''
  let done = 0
  for (const { 0: match, 1: found, 2: text = '', index } of page.matchAll(FENCE)) {
    if (found !== language) continue
    made += `${page.slice(done, index)}\`\`\`${language}\n${await make(text)}\n\`\`\``
    done = index + match.length
  }
  return made + page.slice(done)
}

/** A generated block, `<!-- name -->` to `<!-- /name -->`. */
const BLOCK = /<!-- ([\w-]+) -->\n[\s\S]*?<!-- \/\1 -->/g

/** The names of the generated blocks on a page. */
export function blockNames(page: string): readonly string[] {
  return [...page.matchAll(BLOCK)].map(([, name = '']) => name)
}

/** Replaces the content of generated blocks; those without new content stay. */
export function withBlocks(page: string, blocks: { readonly [name: string]: string }): string {
  return page.replace(BLOCK, (block, name: string) => {
    const content = blocks[name]
    return content === undefined ? block : `<!-- ${name} -->\n${content}\n<!-- /${name} -->`
  })
}

/** A Markdown table; escapes `|` in cells. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/** A sentence of help with flags, variables, scopes and file names marked as code. */
export function markCode(sentence: string): string {
  return sentence.replace(
    /(?<![\w.@/`-])(-f [a-z]+|--?[a-z][a-z-]*(?: \d{4}-\d\d-\d\d| [\w-]+(?:\.\w+)+)?|[A-Z]+_[A-Z_]+|FILE[\w.-]*|api:[\w:-]+)/g,
    '`$&`',
  )
}
