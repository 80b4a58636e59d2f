declare const GONG_VERSION: string

/** Whether the line asks for the version alone, whose answer needs nothing that other lines load. */
export const asksVersion = (): boolean => process.argv.length === 3 && process.argv[2] === '--version'

/** Prints the version. A reader that has gone is no error; a place that cannot be written is, as for every other command. */
export function printVersion(): void {
  process.stdout.once('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return
    process.stderr.write(`error: stdout cannot be written: ${message}\n`)
    process.exitCode = 10
  })
  process.stdout.write(`${GONG_VERSION}\n`)
}
