import { beforeEach, describe, expect, it } from 'vitest'
import { htmlRowsPrinter } from '../../src/report/html-rows.ts'
import { pageEnd, pageStart } from '../../src/report/page-frame.ts'
import { run } from '../run.ts'
import { accessibility } from '../support/accessibility.ts'
import { bait, missing, printed, rendered } from '../support/browser.ts'
import { look } from '../support/output-sample.ts'

/** The columns of a page after each press on one of its headings, by the number of the heading, and how that one says it. */
async function pressed(html: string, headings: readonly number[]) {
  const script = `const seen = []
    for (const at of ${JSON.stringify(headings)}) {
      document.querySelectorAll('th button')[at].click()
      const column = [...document.querySelectorAll('tbody tr')].map((row) => row.cells[at].textContent)
      seen.push([document.querySelectorAll('th')[at].getAttribute('aria-sort'), column])
    }
    document.body.dataset.seen = JSON.stringify(seen)`
  // Its own policy would not let this script run.
  const open = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
  const dom = await rendered(open.replace('</body>', () => `<script>${script}</script></body>`))
  return JSON.parse((/data-seen="([^"]*)"/.exec(dom)?.[1] ?? '').replaceAll('&quot;', '"'))
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
    expect(await pressed(html, [1, 1, 0])).toEqual([
      ['ascending', ['-1', '9', '100', '']],
      ['descending', ['100', '9', '-1', '']],
      ['ascending', ['call 1', 'call 2', 'call 10', 'Zoë']],
    ])
  })

  it('lets its own script run under its policy, and nothing that a title brings', async () => {
    const { url, asked } = await bait()
    const title = `<script>document.title = 'ran'</script><img src="${url}/img" onerror="document.title='ran'">`
    const print = htmlRowsPrinter({ ...look, columns: ['title'] })
    const html = print.page({ rows: [{ title }] }) + print.end()
    const through = html.replace('<tbody>', `<tbody>${title}<link rel=stylesheet href="${url}/css">`)
    expect(await rendered(through)).not.toContain('<title>ran')
    expect(asked).toEqual([])
    const scripts = ["document.title = 'its own'"]
    const own = pageStart({ heading: 'h', facts: [], remarks: [], scripts }) + pageEnd(scripts)
    expect(await rendered(own)).toContain('<title>its own')
    expect(await rendered(own.replace('its own', 'another one'))).toContain('<title>h<')
  })

  it('has nothing that axe finds serious, in light and in dark', async () => {
    const { out } = await run('calls list --during yesterday -f html -q')
    const { light, dark } = await accessibility(out)
    expect([light.violations, dark.violations]).toEqual([[], []])
    expect(Math.min(light.passes, dark.passes)).toBeGreaterThan(10)
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
