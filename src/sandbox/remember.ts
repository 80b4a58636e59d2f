/**
 * Memoizes the values that were made last.
 *
 * @param max how many are kept
 */
export function rememberRecent<Key, Value>(max: number, make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    const [oldest] = made.size > max ? made.keys() : []
    if (oldest !== undefined) made.delete(oldest)
    return value
  }
}

/** Memoizes what follows from an object, for as long as the object lives. The other arguments must follow from it, too. */
export function rememberFor<Source extends object, Others extends readonly unknown[], Value extends object>(
  make: (source: Source, ...others: Others) => Value,
): (source: Source, ...others: Others) => Value {
  const made = new WeakMap<Source, Value>()
  return (source, ...others) => {
    const known = made.get(source)
    if (known !== undefined) return known
    const value = make(source, ...others)
    made.set(source, value)
    return value
  }
}
