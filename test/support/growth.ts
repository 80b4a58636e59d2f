/**
 * How many times more processor time a work takes when its input is four times as large: about 4 when the time grows as
 * the input does, 16 when it grows as the square. Measured again, up to six times, while it is not below `limit`: what other
 * programs take can only make a work look slower.
 */
export async function growth(size: number, limit: number, work: (size: number) => unknown): Promise<number> {
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let turn = 0; turn < 6; turn += 1) {
    // The large one first, which compiles what the small one runs: a first run would look slower than it is.
    large = Math.min(large, await microseconds(() => work(size * 4)))
    small = Math.min(small, await microseconds(() => work(size)))
    if (large / Math.max(small, IDLE) < limit) break
  }
  return large / Math.max(small, IDLE)
}

/** Nobody waits for a work of less than 2 ms, and it measures nothing. */
const IDLE = 2000

async function microseconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}
