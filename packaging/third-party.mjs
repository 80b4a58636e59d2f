/** The packages of others that are inside what is released: the bill of materials, and the notices of their licences. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { rawText } from '../scripts/raw-text.mjs'

/** @typedef {{ id: string, license: string, text: string }} Package one of them, as `name@version`, with the text of its licence */

/**
 * Asks the bundler what it takes, so that nothing is listed that is only used while building, and nothing is forgotten.
 *
 * @returns {Promise<Package[]>} by id
 */
export async function bundledPackages() {
  const bundle = await rolldown({
    input: ['bin/start.ts', 'bin/jq-worker.ts', 'bin/keychain-helper.ts'],
    platform: 'node',
    external: /\.node$|^@napi-rs\/keyring-|^pg-(native|cloudflare)$/,
    plugins: [rawText],
    checks: { ineffectiveDynamicImport: false },
    onLog: () => undefined,
  })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  return packagesIn(output)
}

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

/**
 * A CycloneDX bill of materials of just these, made by npm. Without its number, its time and the name of the folder, which
 * differ each time.
 *
 * @param {Package[]} packages
 * @returns {string} JSON
 */
export function billOfMaterials(packages) {
  const json = execFileSync('npm', ['sbom', '--sbom-format=cyclonedx'], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  const { serialNumber: _, metadata, components, dependencies, ...rest } = JSON.parse(json)
  const { timestamp: __, component, ...about } = metadata
  const ids = new Set(packages.map(({ id }) => id))
  const isInside = (/** @type {string} */ ref) => ids.has(ref)
  const inside = components.filter((/** @type {{ 'bom-ref': string }} */ one) => isInside(one['bom-ref']))
  const missing = packages.length - inside.length
  if (missing !== 0) throw new Error(`npm's bill of materials lacks ${missing} of the packages that are bundled`)
  const own = component['bom-ref']
  return `${JSON.stringify(
    {
      ...rest,
      metadata: { ...about, component: { ...component, type: 'application', name: 'gong-cli' } },
      components: inside,
      dependencies: dependencies
        .filter((/** @type {{ ref: string }} */ { ref }) => ref === own || isInside(ref))
        .map((/** @type {{ ref: string, dependsOn: string[] }} */ { ref, dependsOn }) => ({
          ref,
          dependsOn: dependsOn.filter(isInside),
        })),
    },
    null,
    2,
  )}\n`
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
