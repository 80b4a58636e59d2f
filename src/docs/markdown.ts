/** A fenced block of a page. */
interface Fence {
  /** What stands behind the three backticks: `sh`, `console` … */
  readonly language: string
  /** The lines between the fences, without the last line end. */
  readonly text: string
  /** The `##` heading that it stands under; empty before the first. */
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

/** A page with the text of every fence of one language made anew, one after the other. */
export async function withFences(
  page: string,
  language: string,
  make: (text: string) => Promise<string>,
): Promise<string> {
  let made = ''
  let done = 0
  for (const { 0: whole, 1: found, 2: text = '', index } of page.matchAll(FENCE)) {
    if (found !== language) continue
    made += `${page.slice(done, index)}\`\`\`${language}\n${await make(text)}\n\`\`\``
    done = index + whole.length
  }
  return made + page.slice(done)
}

/** Places for what is generated, `<!-- name -->` to `<!-- /name -->`. */
const PLACE = /<!-- ([\w-]+) -->\n[\s\S]*?<!-- \/\1 -->/g

/** The names of the places on a page. */
export function placesOn(page: string): readonly string[] {
  return [...page.matchAll(PLACE)].map(([, name = '']) => name)
}

/** A page whose places have what is given for them; a place that nothing is given for stays as it is. */
export function withBlocks(page: string, blocks: { readonly [name: string]: string }): string {
  return page.replace(PLACE, (place, name: string) => {
    const content = blocks[name]
    return content === undefined ? place : `<!-- ${name} -->\n${content}\n<!-- /${name} -->`
  })
}

/** A table of Markdown; a `|` in a cell stays in its cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/** A sentence of help with its flags, variables, scopes and names of files marked as code. */
export function marked(sentence: string): string {
  return sentence.replace(
    /(?<![\w.@/`-])(-f [a-z]+|--?[a-z][a-z-]*(?: \d{4}-\d\d-\d\d| [\w-]+(?:\.\w+)+)?|[A-Z]+_[A-Z_]+|FILE[\w.-]*|api:[\w:-]+)/g,
    '`$&`',
  )
}
