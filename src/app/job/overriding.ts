/**
 * An object with some properties of its own; all others are those of `base`. Not a copy, which would read every property
 * of it: some are getters that are slow.
 */
export function overriding<T extends object, Name extends keyof T>(
  base: T,
  own: { readonly [N in Name]: TypedPropertyDescriptor<T[N]> },
): T {
  return Object.create(base, own)
}
