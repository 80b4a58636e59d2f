import { Failure } from '../lib/errors.ts'

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

/**
 * A page with what stands between `<!-- name -->` and `<!-- /name -->` replaced, for each name.
 *
 * @throws Failure `bug` when the page has no such place
 */
export function withBlocks(page: string, blocks: { readonly [name: string]: string }): string {
  return Object.entries(blocks).reduce((text, [name, content]) => {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [from, to] = [text.indexOf(start), text.indexOf(end)]
    if (from < 0 || to < from) throw new Failure('bug', `the page has no place for ${name}`)
    return `${text.slice(0, from)}${start}\n${content}\n${text.slice(to)}`
  }, page)
}

/** A table of Markdown; a `|` in a cell stays in its cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}
