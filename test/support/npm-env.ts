import { execFileSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What npm says where it cannot install for reasons of the machine. */
export const OFFLINE = /npm error code (ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|E40\d|E50\d)/

/** Another home for the same user: npm keeps its cache, its settings and its way out to the registry. */
export function npmEnv(home: string): Record<string, string> {
  const cache = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim()
  const ways = Object.entries(process.env).filter(([name]) =>
    /_proxy$|^(npm_config_registry|NODE_EXTRA_CA_CERTS)$/i.test(name),
  )
  return {
    ...Object.fromEntries(ways.map(([name, value]) => [name, value ?? ''])),
    HOME: home,
    npm_config_cache: cache,
    npm_config_userconfig: join(homedir(), '.npmrc'),
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
  }
}
