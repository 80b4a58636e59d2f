import { isDeepStrictEqual } from 'node:util'
import type { Row } from '../../lib/rows.ts'
import type { McpClient } from './clients.ts'
import { insertMember } from './insert-member.ts'
import { type JsonNode, parseJsonWithComments } from './json-with-comments.ts'
import type { ServerEntry } from './server-entry.ts'
import { tomlPairs, updatedToml } from './toml-table.ts'
import { isOwnEntry, setMembers } from './update-entry.ts'

/** The name under which clients list this server. */
const NAME = 'gong'

/** The settings with the server in them, and whether it was there with other flags; `same` where it is there already, or why it cannot be added. */
export type Addition =
  | { readonly text: string; readonly replaced?: true }
  | { readonly same: true }
  | { readonly refused: string }

/** The text to paste by hand: a member of the client's object, or a table. */
export function entryText(client: McpClient, entry: ServerEntry): string {
  if (client.form === 'toml') return tomlTable(client.key, entry)
  return `${JSON.stringify({ [client.key]: { [NAME]: jsonEntry(client, entry) } }, null, 2)}\n`
}

/** Adds the server to the text of a client's settings, or changes its own entry there. Every other entry, comment and blank stays. */
export function addServer(client: McpClient, entry: ServerEntry, text: string): Addition {
  if (text.trim() === '') return { text: entryText(client, entry) }
  return client.form === 'toml' ? addToToml(client.key, entry, text) : addToJson(client, entry, text)
}

function jsonEntry({ also }: McpClient, { command, args, env }: ServerEntry): Row {
  return { ...also, command, args, ...(env && { env }) }
}

function addToJson(client: McpClient, entry: ServerEntry, text: string): Addition {
  const { key } = client
  const root = parseJsonWithComments(text)
  if (root?.members === undefined) return { refused: 'it is no JSON object' }
  const lists = root.members.filter((member) => member.key === key)
  if (lists.length > 1) return { refused: `it has "${key}" twice` }
  const added = jsonEntry(client, entry)
  const list = lists[0]?.node
  if (list === undefined) return checked(root, insertMember(text, root, key, { [NAME]: added }))
  const { members } = list
  if (members === undefined) return { refused: `its "${key}" is no object` }
  const own = members.find((member) => member.key === NAME)
  if (own === undefined) return checked(root, insertMember(text, list, NAME, added))
  if (isDeepStrictEqual(own.node.value, added)) return { same: true }
  if (!isOwnEntry(own.node.value, added)) return { refused: ANOTHER }
  const changed = setMembers(text, [key, NAME], added)
  if (changed === text) return { same: true }
  return changed === undefined ? { refused: UNUSUAL } : { text: changed, replaced: true }
}

const ANOTHER = `it has another server called ${NAME}, which is left as it is`
const UNUSUAL = 'it is written in an unusual way'

/** The new text, once reading it again shows that whatever was there is still there. */
function checked(before: JsonNode, text: string): Addition {
  const after = parseJsonWithComments(text)
  return after !== undefined && contains(after, before) ? { text } : { refused: UNUSUAL }
}

/** Whether each member is in the other node as it was; an object that grew counts. */
function contains({ members = [] }: JsonNode, { members: wanted = [] }: JsonNode): boolean {
  return wanted.every(({ key, node }, index) => {
    const found = members[index]
    if (found?.key !== key) return false
    return isDeepStrictEqual(found.node.value, node.value) || (node.members !== undefined && contains(found.node, node))
  })
}

/** A table at the end is the one addition to TOML that touches nothing before it. */
function addToToml(key: string, entry: ServerEntry, text: string): Addition {
  const table = tomlTable(key, entry)
  const lines = text.replaceAll('\r\n', '\n')
  if (`${lines.trimEnd()}\n`.endsWith(`\n${table}`) || lines.includes(`\n${table}\n`) || lines.startsWith(table))
    return { same: true }
  const name = new RegExp(String.raw`^\s*\[+\s*["']?${key}["']?\s*\.\s*["']?${NAME}["']?\s*[\].]`, 'm')
  if (name.test(lines)) {
    const changed = updatedToml(text, `[${key}.${NAME}]`, entry)
    return changed === undefined ? { refused: ANOTHER } : { text: changed, replaced: true }
  }
  const isElsewhere = new RegExp(String.raw`^\s*(\[\[\s*)?["']?${key}["']?\s*[.=\]]`, 'm').test(lines)
  const isOpen = ['"""', "'''"].some((quotes) => lines.split(quotes).length % 2 === 0)
  if (isElsewhere || isOpen) return { refused: `its ${key} is written in an unusual way` }
  return { text: `${text.trimEnd()}\n\n${table}` }
}

function tomlTable(key: string, entry: ServerEntry): string {
  return [`[${key}.${NAME}]`, ...tomlPairs(entry).values(), ''].join('\n')
}
