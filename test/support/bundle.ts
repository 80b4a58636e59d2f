import { join } from 'node:path'
import { build, type ExternalOption } from 'rolldown'
import { ROOT } from './root.ts'

const ENTRY = join(ROOT, 'bundled.ts')

/**
 * One file of JavaScript from a TypeScript program, whose imports start at the root of the project.
 *
 * @param external what the program finds by itself
 */
export async function bundle(source: string, format: 'cjs' | 'esm', external: ExternalOption = []): Promise<string> {
  const { output } = await build({
    input: ENTRY,
    cwd: ROOT,
    platform: 'node',
    external,
    plugins: [
      {
        name: 'source',
        load: (id) => (id === ENTRY ? source : undefined),
        resolveId: (id) => (id === ENTRY ? id : undefined),
      },
    ],
    output: { format, codeSplitting: false },
    write: false,
    logLevel: 'warn',
  })
  return output[0].code
}
