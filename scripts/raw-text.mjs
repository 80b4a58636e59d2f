/** The import of a file as text, `?raw`: its text stands in the bundle. Vitest knows it already. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve as absolute, dirname } from 'node:path'

const { resolve } = createRequire(import.meta.url)
const RAW = /\?raw$/

/** @type {import('rolldown').Plugin} */
export const rawText = {
  name: 'files as text',
  resolveId: (id, importer = '') => (RAW.test(id) ? `${fileOf(id.replace(RAW, ''), importer)}?raw` : undefined),
  load: (id) =>
    RAW.test(id)
      ? { code: `export default ${JSON.stringify(readFileSync(id.replace(RAW, ''), 'utf8'))}`, moduleType: 'js' }
      : undefined,
}

/** @param {string} name of a file beside the importer, or in a package @param {string} importer */
function fileOf(name, importer) {
  return name.startsWith('.') ? absolute(dirname(importer), name) : resolve(name)
}
