import axe from 'axe-core'
import { rendered } from './browser.ts'

interface Findings {
  /** Each by its rule, its impact, and the beginning of the first element that has it. */
  readonly violations: readonly string[]
  /** How many rules the page keeps. */
  readonly passes: number
}

const LOOK = `const look = async () => {
  const { violations, passes } = await axe.run()
  return { violations: violations.map(({ id, impact, nodes }) => [id, impact, nodes[0].html.slice(0, 80)].join(' ')), passes: passes.length }
}`

/** The same page as somebody sees it who likes the dark. */
const DARKEN = `for (const style of document.querySelectorAll('style'))
  style.textContent = style.textContent.replaceAll('prefers-color-scheme: dark', 'prefers-color-scheme: light')`

/** What axe finds on a page in a browser, in light and in dark. Its policy is taken off, or the script would not run. */
export async function accessibility(html: string): Promise<{ readonly light: Findings; readonly dark: Findings }> {
  const open = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
  const both = `look().then(async (light) => { ${DARKEN}; document.body.dataset.found = JSON.stringify({ light, dark: await look() }) })`
  const script = `${axe.source};${LOOK};${both}`
  const dom = await rendered(
    open.replace('</body>', () => `<script>${script}</script></body>`),
    60_000,
  )
  return JSON.parse((/data-found="([^"]*)"/.exec(dom)?.[1] ?? '{}').replaceAll('&quot;', '"'))
}
