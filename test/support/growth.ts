/**
 * How many times more processor time a work takes when its input is four times as large: about 4 when the time grows as
 * the input does, 16 when it grows as the square. The best of three each, so that other programs hardly matter.
 */
export async function growth(size: number, work: (size: number) => unknown): Promise<number> {
  const [small, large] = [await best(() => work(size)), await best(() => work(size * 4))]
  // Nobody waits for a work of less than 2 ms, and it measures nothing.
  return large / Math.max(small, 2000)
}

async function best(work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    times.push(user + system)
  }
  return Math.min(...times)
}
