import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Row } from '../../../src/lib/rows.ts'
import type { PrinterOptions } from '../../../src/output/printer.ts'
import { htmlRowsPrinter } from '../../../src/report/html-rows.ts'
import { run } from '../../run.ts'
import { look, oddCalls } from '../../support/output-sample.ts'

const about = { heading: 'gong calls list', facts: [['Times', 'Europe/Berlin']] } as const

function page(options: PrinterOptions, ...pages: (readonly Row[])[]): string {
  const print = htmlRowsPrinter(options)
  return [...pages.map((rows) => print.page({ rows })), print.end()].join('')
}

it('prints odd calls as in golden/output.html', async () => {
  await expect(page({ ...look, about }, oddCalls)).toMatchFileSnapshot('../../golden/output.html')
})

it('goes on in another process as if it had never stopped', () => {
  const first = htmlRowsPrinter({ ...look, about })
  const start = first.page({ rows: oddCalls.slice(0, 2) })
  const second = htmlRowsPrinter({ ...look, about, resumeState: JSON.parse(JSON.stringify(first.resumeState?.())) })
  expect(start + second.page({ rows: oddCalls.slice(2) }) + second.end()).toBe(page({ ...look, about }, oddCalls))
})

it('lets a browser run its own script and nothing else, and ask nobody for anything', () => {
  const html = page({ ...look, about }, oddCalls)
  const [, script = ''] = /<script>(.*?)<\/script>/s.exec(html) ?? []
  const hash = createHash('sha256').update(script).digest('base64')
  expect(html).toContain(`content="default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline';`)
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(html).not.toMatch(/(src|href)="(?!https:)/)
})

it('has a title that is markup as text', () => {
  const html = page({ ...look, columns: ['title'] }, [{ title: '<script>alert(1)</script>"\'&</td>' }])
  expect(html).toContain('<td class="w">&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;/td&gt;</td>')
})

it('links what is an address and nothing else', () => {
  const rows = [
    { url: 'https://app.gong.io/call?id=1' },
    { url: 'javascript:alert(1)' },
    { url: 'https://x.example" onclick="' },
  ]
  const html = page({ ...look, columns: ['url'] }, rows)
  expect(html.match(/<a [^>]*>/g)).toEqual(['<a href="https://app.gong.io/call?id=1" rel="noreferrer">'])
})

it('says above the table what was asked for, when, and in which zone times are', async () => {
  const { out, exit } = await run('calls list --during yesterday -w "Sales Americas" -f html -q')
  expect(exit).toBe(0)
  expect(out).toContain(
    '<dt>Command</dt><dd>gong calls list --during yesterday --workspace &#39;Sales Americas&#39;</dd>',
  )
  expect(out).toContain('<dt>Times</dt><dd>Europe/Berlin</dd>')
})

it('links each quote to its second', async () => {
  const { out } = await run('report trackers --from 20d --quotes --limit 5 -f html -q')
  expect(out.match(/<a href="https:[^"]+" rel="noreferrer">/g)).toHaveLength(5)
})

it('has a title that looks like a number as text, not right-aligned', async () => {
  const { out } = await run([
    ...['calls', 'list', '--during', 'yesterday', '--limit', '1', '-f', 'html', '-q'],
    ...['--jq', '{title: "00123"}'],
  ])
  expect(out).toContain('<td>00123</td>')
})
