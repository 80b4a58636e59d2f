/** The part of Bun's calls into libraries of the system that is used here. */
declare module 'bun:ffi' {
  export interface Signature {
    readonly args: readonly ('i32' | 'ptr')[]
    readonly returns: 'i32'
  }
  type Argument = number | BigInt64Array

  /** @throws Error when there is no such library, or no such function in it */
  export function dlopen<Name extends string>(
    library: string,
    functions: Readonly<Record<Name, Signature>>,
  ): { readonly symbols: Readonly<Record<Name, (...args: readonly Argument[]) => number>> }
}

declare const Bun: {
  /** Collects garbage. @param now before it returns */
  gc(now: boolean): void
}

/** What Bun's fetch takes besides. */
interface RequestInit {
  readonly timeout?: false
  readonly decompress?: false
  readonly tls?: { readonly rejectUnauthorized: true }
}
