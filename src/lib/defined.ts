/** An object whose properties may be absent instead of undefined. */
type Defined<T> = { readonly [Name in keyof T]?: Exclude<T[Name], undefined> }

/** A copy without the properties that are undefined, for `exactOptionalPropertyTypes`. */
export function defined<T extends object>(properties: T): Defined<T> {
  // The filter does what the type says.
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Defined<T>
}
