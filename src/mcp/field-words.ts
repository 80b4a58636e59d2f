import type { InputSchema } from './tool.ts'

/** Flags whose values a tool takes under another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = { set: 'params' }

/**
 * A text about a command line in the words of a tool: `--min-duration` and `<call>` become its fields, where it has such. Flags
 * of the server, as in `gong mcp --workspace: 3 calls left out`, stay what they are.
 */
export function inFieldsOf({ properties = {} }: InputSchema, text: string): string {
  return text.replaceAll(
    /\bgong mcp [^:;]*|--([a-z][a-z-]*)|<([A-Za-z]+)>/g,
    (found, flag?: string, argument?: string) => {
      const name = (flag ?? argument ?? '').replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
      return [name, OTHER_NAMES[name]].find((one) => one !== undefined && Object.hasOwn(properties, one)) ?? found
    },
  )
}
