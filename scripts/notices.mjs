/** The packages of others that a bundle has, and the notices of their licences: whoever passes them on passes those on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ id: string, license: string, text: string }} Package one of them, as `name@version`, with the text of its licence */

/**
 * The packages whose modules are in a bundle.
 *
 * @param {readonly (import('rolldown').OutputChunk | import('rolldown').OutputAsset)[]} output
 * @returns {Package[]} by id
 */
export function packagesIn(output) {
  const folders = output
    .flatMap((chunk) => ('moduleIds' in chunk ? chunk.moduleIds : []))
    .flatMap((id) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll('\\', '/'))?.[0] ?? [])
  const packages = new Map([...new Set(folders)].map(describe).map((one) => [one.id, one]))
  return [...packages.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** @param {Package[]} packages @returns {string} their licences, one after another */
export function notices(packages) {
  const intro = `gong contains these packages of others, under these licences. A single executable also contains Bun, which is
under the MIT licence and contains JavaScriptCore (LGPL-2.1) and others: https://bun.com/docs/project/license
`
  return [intro, ...packages.map(({ id, license, text }) => `## ${id} (${license})\n\n${text}\n`)].join('\n')
}

/** @param {string} folder @returns {Package} */
function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const inside = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  // For a package whose authors have it in their repository alone.
  const path = inside === undefined ? `packaging/licences/${name}.txt` : join(folder, inside)
  if (!existsSync(path)) throw new Error(`${folder} has no text of its licence, and there is no ${path}`)
  return { id: `${name}@${version}`, license, text: readFileSync(path, 'utf8').trim() }
}
