/**
 * The values of a key of a workflow, in the order in which they come: bare, as a string of JSON, or as a block of lines. No
 * more of YAML than that.
 */
export function valuesOf(workflow: string, key: string): readonly string[] {
  const lines = workflow.split('\n')
  return lines.flatMap((line, at) => {
    const [, indent = '', value] = new RegExp(`^( *(?:- )?)${key}: (.*)$`).exec(line) ?? []
    if (value === undefined) return []
    if (value.startsWith('"')) return [String(JSON.parse(value))]
    return [value === '|-' ? blockOf(lines.slice(at + 1), indent.length) : value]
  })
}

function blockOf(lines: readonly string[], indent: number): string {
  const width = lines[0]?.search(/\S/) ?? 0
  const end = lines.findIndex((line) => line !== '' && line.search(/\S|$/) <= indent)
  const block = lines.slice(0, end < 0 ? undefined : end).map((line) => line.slice(width))
  return block.join('\n').replace(/\n+$/, '')
}
