import { beforeEach, describe, expect, it } from 'vitest'
import { once } from '../../src/lib/once.ts'
import { run, testSandbox } from '../run.ts'
import { accessibility } from '../support/accessibility.ts'
import { bait, missing, printed, rendered } from '../support/browser.ts'
import { network } from '../support/fake-gong.ts'

const LINE = 'report overview --from 2026-05-08 --to 2026-05-19 -q'

/** The page, which is made once. */
const page = once(async () => (await run(`${LINE} -f html`)).out)

describe('the page of report overview, in a browser,', () => {
  beforeEach(({ skip }) => {
    if (!process.env.CI) skip(missing() !== '', `${missing()} not installed`)
    expect(missing(), 'not installed').toBe('')
  })

  it('draws its lines under its own policy, and folds the tables that it drew', async () => {
    const out = await page()
    const dom = await rendered(out)
    expect(out.match(/<details open/g)?.length).toBe(7)
    expect(dom.match(/<canvas/g)?.length).toBe(8)
    expect(dom.match(/<details(?! open)/g)?.length).toBe(7)
    expect(dom.match(/<option/g)?.length).toBeGreaterThan(10)
  })

  it('runs nothing that a name brings, and asks nobody for anything', async () => {
    const { url, asked } = await bait()
    const name = `</script><script>document.title = 'ran'</script><img src="${url}/img" onerror="document.title='ran'">`
    const gong = testSandbox()
    const user = { id: '8363594803441753465', firstName: name, lastName: '', active: true }
    const { out } = await run(`${LINE} -f html`, {
      network: async (request, signal) =>
        new URL(request.url).pathname === '/v2/users'
          ? await network(() => ({ requestId: 'r', records: {}, users: [user] }))(request, signal)
          : await gong(request, signal),
    })
    // Also what would have got through has to be stopped.
    const dom = await rendered(out.replace('<main>', `<main>${name}<link rel=stylesheet href="${url}/css">`))
    expect(dom).not.toContain('<title>ran')
    expect(dom).toMatch(/<option[^\n]*>&lt;\/script&gt;&lt;script&gt;document.title = 'ran'/)
    expect(asked).toEqual([])
  })

  it('has nothing that axe finds serious, in light and in dark', async () => {
    // What there is of everybody there is of a team, and the browser looks at each element.
    const { out } = await run(`${LINE} --team k.nakamura@tallyhouse.example -f html`)
    const { light, dark } = await accessibility(out)
    expect([light.violations, dark.violations]).toEqual([[], []])
    expect(Math.min(light.passes, dark.passes)).toBeGreaterThan(10)
  })

  it('is printed with everybody and every section', async () => {
    const text = (await printed(await page())).join('\n')
    for (const heading of ['At a glance', 'Activity', 'Talk, against the median', 'Scorecards', 'Trackers', 'Coverage'])
      expect(text).toContain(heading)
    expect(text).toContain('Priscilla Tran')
    expect(text).not.toContain('As a table')
  })
})
