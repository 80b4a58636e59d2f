/** Says the peak of the process's memory, in kilobytes, when it ends. */
process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\n`))
