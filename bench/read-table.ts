import { checkLines } from '../src/bulk/check-lines.ts'
import { openTable } from '../src/bulk/open-table.ts'
import { diskFiles } from '../src/platform/node/disk/files.ts'

/** Reads a table: `check` checks all lines and keeps them, `stream` lets them go by. */
const [path = '', how] = process.argv.slice(2)
const nothing = () => Promise.reject(new Error('nothing is asked'))
const nothings = async function* () {
  yield await nothing()
}
const table = await openTable(
  path,
  {},
  { context: { files: diskFiles(), stdin: { isTTY: false, bytes: nothing } }, globals: {} },
)
let count = 0
if (how === 'check') {
  const fields = {
    clientId: { kind: 'text', required: true, help: '' },
    email: { kind: 'email', help: '' },
    phone: { kind: 'phone', help: '' },
    started: { kind: 'instant', help: '' },
    duration: { kind: 'duration', help: '' },
  } as const
  const read = { pages: nothings, rows: nothings, exchange: nothing, follow: nothings }
  const lines = await checkLines(
    table,
    fields,
    {},
    { context: { zone: 'Europe/Berlin' }, chosen: async () => ({}), moment: () => 0, read },
  )
  for (const { values } of lines) if (values.clientId !== '') count += 1
} else for await (const { cells } of table.lines()) if (cells.length > 0) count += 1
process.stdout.write(`${count}\n`)
