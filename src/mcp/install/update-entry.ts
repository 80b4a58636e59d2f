import { isDeepStrictEqual } from 'node:util'
import { isRow, type Json, type Row, textsIn } from '../../lib/rows.ts'
import { insertMember } from './insert-member.ts'
import { type JsonNode, parseJsonWithComments } from './json-with-comments.ts'

/** Whether an entry starts this program as a server, with whatever flags behind it. */
export function isOwnEntry(entry: Json, { command, args }: Row): boolean {
  if (!isRow(entry) || entry.command !== command) return false
  const [is, wanted] = [entry.args, args].map((one = null) => startOf(textsIn(one)))
  return isDeepStrictEqual(is, wanted)
}

/** The words that start the server, before its flags. */
function startOf(args: readonly string[]): readonly string[] {
  return args.slice(0, args.indexOf('mcp') + 1)
}

/**
 * Sets members of an object of a text. Its other members stay, and so does every comment outside of what is set.
 *
 * @param path the keys that lead to the object
 * @returns `undefined` where reading it again does not give what was meant
 */
export function setMembers(text: string, path: readonly string[], members: Row): string | undefined {
  let changed = text
  for (const [key, value] of Object.entries(members)) {
    const object = objectAt(changed, path)
    if (object === undefined) return undefined
    const member = object.members?.find((one) => one.key === key)
    if (member === undefined) changed = insertMember(changed, object, key, value)
    else if (member.node.members !== undefined && isRow(value)) {
      const within = setMembers(changed, [...path, key], value)
      if (within === undefined) return undefined
      changed = within
    } else if (!isDeepStrictEqual(member.node.value, value))
      changed = changed.slice(0, member.node.start) + JSON.stringify(value) + changed.slice(member.node.end)
  }
  return isAsMeant(text, changed, path, members) ? changed : undefined
}

function objectAt(text: string, path: readonly string[]): JsonNode | undefined {
  let node = parseJsonWithComments(text)
  for (const key of path) node = node?.members?.find((member) => member.key === key)?.node
  return node?.members === undefined ? undefined : node
}

function isAsMeant(before: string, after: string, path: readonly string[], members: Row): boolean {
  const [was, is] = [before, after].map((text) => parseJsonWithComments(text)?.value ?? null)
  return isDeepStrictEqual(is, merged(was ?? null, path, members))
}

function merged(value: Json, [key, ...path]: readonly string[], members: Row): Json {
  const row = isRow(value) ? value : {}
  if (key !== undefined) return { ...row, [key]: merged(row[key] ?? null, path, members) }
  const inner = Object.entries(members).map(([name, one]) => [
    name,
    isRow(one) && isRow(row[name]) ? merged(row[name], [], one) : one,
  ])
  return { ...row, ...Object.fromEntries(inner) }
}
