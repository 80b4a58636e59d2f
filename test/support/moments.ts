/** So many moments of each kind of change are tried at least, where it has as many: `MOMENTS=50 npx vitest run kill go-on`. */
const LEAST = Number(process.env.MOMENTS ?? 0)

/** The numbers of moments at which a machine may die: all of them, or so many that are spread evenly, the last one among them. */
export function momentsOf(count: number, most = count): readonly number[] {
  const shown = Math.min(count, Math.max(most, LEAST))
  return Array.from({ length: shown }, (_, at) => count - 1 - Math.floor((at * count) / shown)).reverse()
}
