import { isRow, type Json, type Row, rowsIn } from '../../src/lib/rows.ts'

/** What a tool says of itself. */
export interface Described {
  readonly name: string
  readonly description: string
}

/** Calls a tool of a server, and gives back the text of its answer. */
export type CallTool = (name: string, input: Row) => Promise<string>

/** An answer, of which nothing can be read but what the description of its tool promises. */
interface Promised {
  /** The rows, or the one record. */
  readonly rows: readonly Row[]
  readonly coverage: string
  /** What is left, where the answer was too long. */
  readonly handle: string | undefined
}

/** The tools as a question uses them, and what that has cost. */
export interface Tools {
  ask(name: string, input: Row): Promise<Promised>
  /** The same with the rest of the answer, as far as three more calls reach. */
  all(name: string, input: Row): Promise<readonly Row[]>
  readonly calls: number
  readonly bytes: number
}

/** @throws Error in a question that reads a field which no description names */
export function toolsOf(described: readonly Described[], callTool: CallTool): Tools {
  let [calls, bytes] = [0, 0]
  async function ask(name: string, input: Row, promisedBy = name): Promise<Promised> {
    const tool = described.find((one) => one.name === promisedBy)
    if (tool === undefined) throw new Error(`there is no tool ${promisedBy}`)
    const text = await callTool(name, input)
    calls += 1
    bytes += Buffer.byteLength(text)
    const answer: unknown = JSON.parse(text)
    if (!isRow(answer) || answer.data === undefined) throw new Error(`${name} answered ${text.slice(0, 300)}`)
    const { data, coverage = '', rest } = answer
    const rows = (isRow(data) ? [data] : rowsIn(data)).map((row) => onlyPromised(row, tool))
    return {
      rows,
      coverage: String(coverage),
      handle: isRow(rest) && typeof rest.handle === 'string' ? rest.handle : undefined,
    }
  }
  return {
    ask,
    async all(name, input) {
      const rows: Row[] = []
      let answer = await ask(name, input)
      rows.push(...answer.rows)
      for (let more = 0; more < 3 && answer.handle !== undefined; more += 1) {
        answer = await ask('more', { handle: answer.handle }, name)
        rows.push(...answer.rows)
      }
      return rows
    },
    get calls() {
      return calls
    },
    get bytes() {
      return bytes
    },
  }
}

/** The same record, whose fields can be read only where the description has their names. */
function onlyPromised(row: Row, { name, description }: Described): Row {
  return new Proxy(row, {
    get(target, field) {
      // Of a promise, which it is none.
      if (typeof field !== 'string' || field === 'then') return undefined
      if (!new RegExp(`\\b${field}\\b`).test(description)) throw new Error(`${name} does not promise ${field}`)
      // Names of fields in the CRM are the company's own.
      return field === 'fields' ? (target[field] ?? null) : promisedValue(target[field] ?? null, { name, description })
    },
  })
}

function promisedValue(value: Json, tool: Described): Json {
  if (Array.isArray(value)) return value.map((one: Json) => promisedValue(one, tool))
  return isRow(value) ? onlyPromised(value, tool) : value
}
