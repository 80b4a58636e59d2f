import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fences } from '../../src/docs/markdown.ts'
import { stages } from './pipeline.ts'
import { ROOT } from './root.ts'

/** A document of the project: its path from the root, with `/` on every system, and its text. */
export interface Page {
  readonly path: string
  readonly text: string
}

export function page(path: string): Page {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') }
}

/** Every document: those at the root, and all of docs/ and skills/. */
export const pages: readonly Page[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...['docs', 'skills'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  ),
]
  .sort()
  .map(page)

/** What stands between backticks within a line. */
export function spans({ text }: Page): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
}

/** The lines of its fences that somebody types: all of them, and in a `console` those behind `$`. */
export function typedLines({ text }: Page): string[] {
  return fences(text).flatMap(({ language, text }) =>
    text.split('\n').filter((line) => language !== 'console' || line.startsWith('$ ')),
  )
}

/** The arguments of each `gong` in a line of a shell. */
export function gongLines(line: string): string[][] {
  const found = stages(line.replace(/^\$ /, '')).map((words) => words.filter((word) => !/^[A-Z_]+=/.test(word)))
  const redirected = found.map((words) => words.slice(0, words.findIndex((word) => /^[<>]/.test(word)) >>> 0))
  return redirected.filter(([program]) => program === 'gong').map(([, ...args]) => args)
}

/** A link to a file of the project: the page from the root, and the anchor behind `#`; both can be empty. */
export interface Link {
  readonly target: string
  readonly file: string
  readonly anchor: string
}

/** The links of a page that stay within the project. */
export function links({ path, text }: Page): Link[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return []
    const [file = '', anchor = ''] = target.split('#')
    return [{ target, file: file === '' ? path : posix.join(posix.dirname(path), file), anchor }]
  })
}

/** What can stand behind `#` in a link to this page: its headings as GitHub spells them, and its own anchors. */
export function anchors({ text }: Page): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '')
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
  return [...headings, ...[...prose.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)]
}
