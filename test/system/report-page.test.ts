import { beforeEach, describe, expect, it } from 'vitest'
import { FULL_COMPANY, run } from '../run.ts'
import { bait, missing, printed, rendered } from '../support/browser.ts'
import { oneCall } from '../support/one-call.ts'

describe('the page of privacy report, in a browser,', () => {
  beforeEach(({ skip }) => {
    if (!process.env.CI) skip(missing() !== '', `${missing()} not installed`)
    expect(missing(), 'not installed').toBe('')
  })

  it('runs nothing of a title and asks nobody for anything', { timeout: 90_000 }, async () => {
    const { url, asked } = await bait()
    const title = `<script>document.title = 'ran'</script><img src="${url}/img" onerror="document.title='ran'"><link rel=stylesheet href="${url}/css">`
    const { out } = await run('privacy report a@b.example --html', { network: oneCall(title) })
    const dom = await rendered(out)
    expect(dom).toContain('<title>What Gong holds about a@b.example</title>')
    expect(dom).toContain("&lt;script&gt;document.title = 'ran'")
    expect(dom).not.toContain('<img')
    expect(asked).toEqual([])
  })

  it('would run and load nothing even if a title got through', { timeout: 90_000 }, async () => {
    const { url, asked } = await bait()
    const { out } = await run('privacy report a@b.example --html', { network: oneCall('t') })
    const hostile = `<script>document.title = 'ran'</script><script src="${url}/js"></script><img src="${url}/img"><iframe src="${url}/frame"></iframe>`
    const dom = await rendered(out.replace('<main>', `<main>${hostile}`))
    expect(dom).toContain('<title>What Gong holds about a@b.example</title>')
    expect(asked).toEqual([])
  })

  it('is printed with its texts, the heads of tables on each sheet, and the number of the sheet', {
    timeout: 90_000,
  }, async () => {
    const line = ['privacy', 'report', '+44 20 7946 0948', '--html', '--name-others', '--tz', 'UTC']
    const { out } = await run(line, FULL_COMPANY)
    const sheets = await printed(out)
    expect(sheets.length).toBeGreaterThan(3)
    for (const [index, sheet] of sheets.entries())
      expect(sheet).toMatch(new RegExp(`\\b${index + 1} ?/ ?${sheets.length}\\s*$`))
    expect(sheets[0]).toContain('What Gong holds about')
    expect(sheets[0]).toContain('+442079460948')
    expect(sheets.slice(2, 5).every((sheet) => /Started +Title +Host/.test(sheet))).toBe(true)
    expect(sheets.join()).toContain('Limits of this report')
  })
})
