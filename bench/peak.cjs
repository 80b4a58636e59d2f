/**
 * Says the peak of the process's memory, in kilobytes, when it ends. On Linux not by `maxRSS`, which also counts what the
 * process held that started it.
 */
const { readFileSync } = require('node:fs')

function peakKilobytes() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  return /^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
}

process.on('exit', () => process.stderr.write(`peak ${peakKilobytes()}\n`))
