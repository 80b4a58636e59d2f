/** The import of a file as text, `?raw`: its text stands in the bundle. Vitest knows it already. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const RAW = /\?raw$/

/** @type {import('rolldown').Plugin} */
export const rawText = {
  name: 'files as text',
  resolveId: (id) => (RAW.test(id) ? `${resolve(id.replace(RAW, ''))}?raw` : undefined),
  load: (id) =>
    RAW.test(id)
      ? { code: `export default ${JSON.stringify(readFileSync(id.replace(RAW, ''), 'utf8'))}`, moduleType: 'js' }
      : undefined,
}
