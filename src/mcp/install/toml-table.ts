import type { ServerEntry } from './server-entry.ts'

/** The lines of an entry in TOML, by the names of what they set. */
export function tomlPairs({ command, args, env }: ServerEntry): ReadonlyMap<string, string> {
  const pairs = Object.entries(env ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  return new Map([
    ['command', `command = ${JSON.stringify(command)}`],
    ['args', `args = [${args.map((word) => JSON.stringify(word)).join(', ')}]`],
    ...(pairs.length > 0 ? [['env', `env = { ${pairs.join(', ')} }`] as const] : []),
  ])
}

/**
 * The text with our own table changed: each line that the entry sets is replaced, or added behind the first; others stay.
 *
 * @param header of the table, as it is written by us
 * @returns `undefined` where the table is not ours, or not written a line a pair
 */
export function updatedToml(text: string, header: string, entry: ServerEntry): string | undefined {
  const lines = text.split('\n')
  const at = lines.indexOf(header)
  const next = lines.findIndex((line, index) => index > at && /^\s*\[/.test(line))
  const end = next === -1 ? lines.length : next
  const pairs = tomlPairs(entry)
  const start = pairs.get('args')?.replace(/"mcp".*$/, '"mcp"') ?? ''
  const placeOf = (name: string) =>
    lines.findIndex((line, index) => index > at && index < end && line.startsWith(`${name} = `))
  const isOurs = lines[placeOf('command')] === pairs.get('command') && lines[placeOf('args')]?.startsWith(start)
  const isOnLines = /^args = \[[^\]]*\]$/.test(lines[placeOf('args')] ?? '')
  const isNested = text.includes(header.replace(']', '.'))
  if (at === -1 || !isOurs || !isOnLines || isNested) return undefined
  for (const [name, line] of pairs) {
    const place = placeOf(name)
    if (place === -1) lines.splice(at + 3, 0, line)
    else lines[place] = line
  }
  return lines.join('\n')
}
