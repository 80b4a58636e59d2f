import { expect, it } from 'vitest'
import { oddCalls, printed } from '../../support/output-sample.ts'

const terminal = { pretty: true, colour: true }

it.each([
  ['output-table.txt', 'table', {}],
  ['output-table-60.txt', 'table', { width: 60 }],
  ['output-table-160.txt', 'table', { width: 160 }],
  ['output-table-colour.txt', 'table', { ...terminal }],
  ['output-table-fields.txt', 'table', { pick: ['title', 'duration', 'parties.name', 'context', 'topics'] }],
  ['output.json', 'json', {}],
  ['output-terminal.json', 'json', terminal],
  ['output.jsonl', 'jsonl', {}],
  ['output-terminal.jsonl', 'jsonl', terminal],
  ['output-fields.jsonl', 'jsonl', { pick: ['title', 'parties.emailAddress', 'context.deal.id'] }],
  ['output.csv', 'csv', {}],
  ['output-fields.csv', 'csv', { pick: ['title', 'parties.emailAddress', 'context.deal.id'] }],
  ['output.tsv', 'tsv', {}],
  ['output.md', 'md', {}],
] as const)('prints odd calls as in golden/%s', async (file, format, change) => {
  const name = file.replace(/^output(?=\.)/, 'output-plain')
  await expect(await printed(format, change, oddCalls)).toMatchFileSnapshot(`../../golden/${name}`)
})

it.each(oddCalls.map((row, index) => [index + 1, row] as const))(
  'prints odd call %i alone as a card',
  async (n, row) => {
    const card = await printed('table', { single: true, width: 60 }, [row])
    await expect(card).toMatchFileSnapshot(`../../golden/output-card-${n}.txt`)
  },
)
