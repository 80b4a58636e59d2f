/** Whether an expression of jq only lets records through or not, as one `select(…)` or several do. */
export function isSelection(expression: string): boolean {
  const start = /^\s*select\s*\(/.exec(expression)
  if (start === null) return false
  let depth = 1
  let at = start[0].length
  for (const [token] of expression.slice(at).matchAll(/"(?:[^"\\]|\\.)*"|[()]|[^"()]+|"/gs)) {
    at += token.length
    depth += token === '(' ? 1 : token === ')' ? -1 : 0
    if (depth > 0) continue
    const rest = expression.slice(at).trim()
    return rest === '' || (rest.startsWith('|') && isSelection(rest.slice(1)))
  }
  return false
}
