import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, beforeEach } from 'vitest'
import { npmEnv, OFFLINE } from './npm-env.ts'
import { ROOT } from './root.ts'
import { emptyFolder } from './temporary-folder.ts'

/** Without a registry, npm says so after seconds and not after a minute. */
const SOON = { npm_config_fetch_retry_mintimeout: '1000', npm_config_fetch_retry_factor: '2' }

/**
 * Has npm fetch clients of the Model Context Protocol before the tests of a block, which are skipped where it cannot; in CI they
 * fail.
 *
 * @returns what gives the folder of their packages
 */
export function mcpPackages(): () => string {
  let found: { readonly folder: string } | { readonly offline: string }
  beforeAll(async () => {
    found = await fetched()
  })
  beforeEach(({ skip }) => {
    if ('folder' in found) return
    if (!process.env.CI) skip(`npm cannot install them here: ${found.offline}`)
    throw new Error(`npm cannot install them here: ${found.offline}`)
  })
  return () => ('folder' in found ? found.folder : '')
}

async function fetched(): Promise<{ readonly folder: string } | { readonly offline: string }> {
  const options = { cwd: ROOT, env: { PATH: process.env.PATH, ...npmEnv(emptyFolder()), ...SOON } }
  try {
    return { folder: (await promisify(execFile)(process.execPath, ['packaging/mcp-clients.mjs'], options)).stdout }
  } catch (error) {
    const [offline] = OFFLINE.exec(String(error)) ?? []
    if (offline === undefined) throw error
    return { offline }
  }
}
