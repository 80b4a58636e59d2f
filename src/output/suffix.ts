import type { Format } from './print.ts'

const suffixes: readonly Format[] = ['csv', 'tsv', 'json', 'jsonl']

/** What the name of a file asks for: `.csv`, `.tsv`, `.json` or `.jsonl` a format, a last `.gz` compression. */
export function formatOf(path: string): { readonly format?: Format; readonly gzip: boolean } {
  const [, name = path, gz] = /^(.*)(\.gz)$/is.exec(path) ?? []
  const suffix = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  const format = suffixes.find((known) => known === suffix)
  return { gzip: gz !== undefined, ...(format && { format }) }
}
