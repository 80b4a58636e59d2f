import fc from 'fast-check'
import { expect, it } from 'vitest'
import { run } from '../../run.ts'
import { anyText } from '../../support/any-text.ts'
import { look, printed } from '../../support/output-sample.ts'

const cell = async (title: string) => {
  const text = await printed('md', { columns: ['title', 'end'] }, [{ title, end: '.' }])
  return text.split('\n')[2] ?? ''
}

it.each([
  ['a|b', 'a\\|b'],
  ['a\r\nb\tc', 'a b c'],
  ['<b>x</b> & y', '&lt;b&gt;x&lt;/b&gt; &amp; y'],
  ['[x](http://evil.example)', '\\[x\\](http&#58;//evil.example)'],
  ['**bold** _it_ `code` ~~gone~~', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~gone\\~\\~'],
  ['user_id of ana@acme.example', 'user_id of ana@acme.example'],
  ['@channel, @here and <!channel>', '&#64;channel, &#64;here and &lt;!channel&gt;'],
  ['\\| x', '\\\\\\| x'],
  ['\x1b[31mred\x1b[0m \u202eexe', 'red exe'],
])('writes %j so that it is only text', async (title, text) => {
  expect(await cell(title)).toMatch(`| ${text} `)
})

it('has as many cells in every line, whatever the texts', async () => {
  const text = anyText()
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (titles) => {
      const out = await printed(
        'md',
        { columns: ['title', 'end'] },
        titles.map((title) => ({ title, end: '.' })),
      )
      const lines = out.trimEnd().split('\n')
      expect(lines).toHaveLength(titles.length + 2)
      for (const line of lines) expect(line.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(3)
    }),
  )
})

it('pads by what is seen, and puts numbers to the right', async () => {
  const rows = [
    { title: '会議', n: 5 },
    { title: 'Demo 👩‍👩‍👧', n: 1000 },
  ]
  expect(await printed('md', { ...look, columns: ['title', 'n'] }, rows)).toBe(
    ['| title   |    n |', '| ------- | ---: |', '| 会議    |    5 |', '| Demo 👩‍👩‍👧 | 1000 |', ''].join('\n'),
  )
})

it('is a table of its fields for a single thing', async () => {
  const { out } = await run('calls get 8501687539380026965 -f md --fields id,started,title -q')
  expect(out.split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
    '| field | value |',
    '| ------- | ------------------- |',
    '| id | 8501687539380026965 |',
    '| started | 2026-05-18 14:07 |',
    '| title | Demo |',
    '',
  ])
})

it('has its heading when there are no rows, and times in the zone of the dates', async () => {
  const { out } = await run('calls list --from 2019-01-01 --to 2019-01-02 --fields id,title -q -f md')
  expect(out).toBe('| id   | title |\n| ---- | ----- |\n')
  const tokyo = await run('calls list --during yesterday --limit 1 --fields started --tz Asia/Tokyo -f md -q')
  expect(tokyo.out).toContain('| 2026-05-18 21:07 |')
})
