import axe from 'axe-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { htmlRowsPrinter } from '../../src/report/html-rows.ts'
import { pageEnd, pageStart } from '../../src/report/page-frame.ts'
import { run } from '../run.ts'
import { bait, missing, printed, rendered } from '../support/browser.ts'
import { look } from '../support/output-sample.ts'

/** The page as it is after a script has run on it, which its own policy would not let run. */
async function after(html: string, script: string): Promise<string> {
  const open = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
  return await rendered(
    open.replace('</body>', () => `<script>document.currentScript.remove();${script}</script></body>`),
  )
}

/** The texts of one column of a page. */
function column(dom: string, at: number): readonly string[] {
  const body = /<tbody>(.*)<\/tbody>/s.exec(dom)?.[1] ?? ''
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(
    ([, row = '']) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)][at]?.[1] ?? '',
  )
}

describe('a page of rows, in a browser,', { timeout: 90_000 }, () => {
  beforeEach(({ skip }) => {
    if (!process.env.CI) skip(missing() !== '', `${missing()} not installed`)
    expect(missing(), 'not installed').toBe('')
  })

  it('is sorted by a press on a heading: numbers by value, missing ones last, and back again', async () => {
    const print = htmlRowsPrinter({ ...look, columns: ['name', 'n'] })
    const rows = [{ name: 'call 10', n: 9 }, { name: 'call 2', n: 100 }, { name: 'call 1' }, { name: 'Zoë', n: -1 }]
    const html = print.page({ rows }) + print.end()
    const press = (heading: number) => `document.querySelectorAll('th button')[${heading}].click();`
    expect(column(await after(html, press(1)), 1)).toEqual(['-1', '9', '100', ''])
    expect(column(await after(html, press(1) + press(1)), 1)).toEqual(['100', '9', '-1', ''])
    expect(column(await after(html, press(0)), 0)).toEqual(['call 1', 'call 2', 'call 10', 'Zoë'])
    expect(await after(html, press(0))).toContain('aria-sort="ascending"')
  })

  it('lets its own script run under its policy, and nothing that a title brings', async () => {
    const { url, asked } = await bait()
    const title = `<script>document.title = 'ran'</script><img src="${url}/img" onerror="document.title='ran'">`
    const print = htmlRowsPrinter({ ...look, columns: ['title'] })
    const html = print.page({ rows: [{ title }] }) + print.end()
    const through = html.replace('<tbody>', `<tbody>${title}<link rel=stylesheet href="${url}/css">`)
    for (const page of [html, through]) expect(await rendered(page)).not.toContain('<title>ran')
    expect(asked).toEqual([])
    const scripts = ["document.title = 'its own'"]
    const own = pageStart({ heading: 'h', facts: [], remarks: [], scripts }) + pageEnd(scripts)
    expect(await rendered(own)).toContain('<title>its own')
    expect(await rendered(own.replace('its own', 'another one'))).toContain('<title>h<')
  })

  it.each(['light', 'dark'])('has nothing that axe finds serious, in %s', async (scheme) => {
    const { out } = await run('calls list --during yesterday -f html -q')
    const styled = scheme === 'dark' ? out.replace('prefers-color-scheme: dark', 'prefers-color-scheme: light') : out
    const dom = await after(
      styled,
      `${axe.source};axe.run().then(({ violations, passes }) => { document.body.dataset.found = JSON.stringify({ violations: violations.map(({ id, impact }) => id + ' ' + impact), passes: passes.length }) })`,
    )
    const found = JSON.parse((/data-found="([^"]*)"/.exec(dom)?.[1] ?? '{}').replaceAll('&quot;', '"'))
    expect(found.violations).toEqual([])
    expect(found.passes).toBeGreaterThan(10)
  })

  it('is printed with all of its rows, and its heading on each sheet', async () => {
    const { out } = await run('calls list --from 14d -f html -q')
    const sheets = await printed(out)
    expect(sheets.length).toBeGreaterThan(3)
    expect(sheets.every((sheet) => /id +started +duration +title/.test(sheet))).toBe(true)
    const ids = column(out, 0)
    const text = sheets.join('\n')
    expect(ids.filter((id) => !text.includes(id))).toEqual([])
  })
})
