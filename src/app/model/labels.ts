/** The flag of an input: `dryRun` is `--dry-run`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** What is typed in front of a value: `--from`, or `<call>` for an argument. */
export function labelOf(command: { readonly arguments: readonly string[] }, name: string): string {
  return command.arguments.includes(name) ? `<${name}>` : flagOf(name)
}
