import { dlopen, type Signature } from 'bun:ffi'
import { once } from '../../lib/once.ts'

/**
 * The steady clock of the machine, in milliseconds, as Node's `process.hrtime` reads it. Bun's counts from the start of
 * each process, and the processes of a machine keep a common pace by that clock.
 */
export function machineMs(): number {
  return clock()()
}

const clock = once(() => (process.platform === 'win32' ? windowsClock() : unixClock()))

/** The clock that libuv reads, and the library that has it. The names of musl's parts are all its own. */
function unixClock(): () => number {
  const [library, id] = process.platform === 'darwin' ? ['libSystem.B.dylib', 4] : ['libc.so.6', 1]
  const { symbols } = dlopen(library, { clock_gettime: { args: ['i32', 'ptr'], returns: 'i32' } })
  const time = new BigInt64Array(2)
  return () => {
    symbols.clock_gettime(id, time)
    const [seconds = 0n, nanoseconds = 0n] = time
    return Number(seconds) * 1000 + Number(nanoseconds) / 1_000_000
  }
}

function windowsClock(): () => number {
  const call: Signature = { args: ['ptr'], returns: 'i32' }
  const { symbols } = dlopen('kernel32.dll', { QueryPerformanceCounter: call, QueryPerformanceFrequency: call })
  const value = new BigInt64Array(1)
  symbols.QueryPerformanceFrequency(value)
  const ticksPerMs = Number(value[0]) / 1000
  return () => {
    symbols.QueryPerformanceCounter(value)
    return Number(value[0]) / ticksPerMs
  }
}
