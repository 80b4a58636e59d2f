/** How a client starts the server. */
export interface ServerEntry {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: { readonly [name: string]: string }
}
