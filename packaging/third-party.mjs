/** The packages of others that are inside what is released, and the bill of materials. */
import { execFileSync } from 'node:child_process'
import { rolldown } from 'rolldown'
import { packagesIn } from '../scripts/notices.mjs'
import { rawText } from '../scripts/raw-text.mjs'

/** @typedef {import('../scripts/notices.mjs').Package} Package */

/**
 * Asks the bundler what it takes, so that nothing is listed that is only used while building, and nothing is forgotten.
 *
 * @returns {Promise<Package[]>} by id
 */
export async function bundledPackages() {
  const bundle = await rolldown({
    input: ['bin/start.ts', 'bin/jq-worker.ts', 'bin/keychain-helper.ts', 'bin/statement-process.ts'],
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
