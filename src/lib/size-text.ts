/** Bytes for a person: `812 kB`, `1.2 GB`. */
export function sizeText(bytes: number): string {
  const unit = UNITS.find(([, size]) => bytes >= size)
  if (unit === undefined) return `${Math.round(bytes)} bytes`
  const [name, size] = unit
  const digits = bytes / size < 10 ? 1 : 0
  return `${(bytes / size).toFixed(digits)} ${name}`
}

const UNITS: readonly (readonly [name: string, size: number])[] = [
  ['TB', 1e12],
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
]
