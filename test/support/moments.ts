/** The numbers of moments at which a machine may die: all of them, or so many that are spread evenly, the last one among them. */
export function momentsOf(count: number, most = count): readonly number[] {
  const shown = Math.min(count, most)
  return Array.from({ length: shown }, (_, at) => count - 1 - Math.floor((at * count) / shown)).reverse()
}
