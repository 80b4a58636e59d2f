/** Says the CPU time of the process, in milliseconds, when it ends. */
process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  process.stderr.write(`cpu ${(user + system) / 1000}\n`)
})
