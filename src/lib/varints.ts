const MORE = 0x80

/** Whole numbers from 0 to 2^31 - 1, each in as few bytes as it takes: seven bits a byte, the lowest first. */
export function writeVarints(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 5)
  let used = 0
  for (const value of values) {
    let rest = value
    for (; rest >= MORE; rest = Math.floor(rest / MORE)) bytes[used++] = (rest % MORE) + MORE
    bytes[used++] = rest
  }
  return bytes.slice(0, used)
}

export function readVarints(bytes: Uint8Array): Uint32Array {
  const values = new Uint32Array(bytes.length)
  let [found, value, shift] = [0, 0, 0]
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    value |= (byte & 0x7f) << shift
    shift += 7
    if (byte >= MORE) continue
    values[found++] = value
    value = 0
    shift = 0
  }
  return values.subarray(0, found)
}
