import type { Client } from '@modelcontextprotocol/client'
import { isRow, type Json, type Row } from '../../src/lib/rows.ts'

/** What a model gets for a call of a tool: one JSON object. */
export interface Told {
  readonly isError: boolean
  /** Of the text. */
  readonly bytes: number
  readonly text: string
  readonly data?: Json
  readonly coverage?: Json
  readonly rest?: Json
  readonly error?: Json
}

/** Calls a tool and reads what comes back, as a model would. */
export async function callTool(client: Client, name: string, given: Readonly<Record<string, unknown>>): Promise<Told> {
  const result = await client.callTool({ name, arguments: { ...given } })
  const [first] = result.content
  const text = first?.type === 'text' ? first.text : ''
  const parsed: Row | undefined = [JSON.parse(text)].find(isRow)
  return { ...parsed, text, bytes: Buffer.byteLength(text), isError: result.isError === true }
}
