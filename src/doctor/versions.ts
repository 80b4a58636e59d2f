import type { Install } from '../platform/ports.ts'
import { type Check, type Finding, failure, ok, timeAgo, warning } from './finding.ts'

/** The oldest supported version of Node, as in package.json. */
const OLDEST_NODE = [20, 19] as const

/** The version of this tool, how it is installed, and what it runs on. */
export const checkVersions: Check = async ({ about: { version, runtime, platform, install }, context }) => [
  ok('gong', version),
  installFinding(install(), context.clock.now()),
  runtime.name === 'node'
    ? nodeFinding(runtime.version, platform)
    : ok(runtime.name, `${runtime.version} on ${platform}`),
]

function installFinding({ form, path, installedMs, other }: Install, nowMs: number): Finding {
  const found = `${form} ${path}, installed ${timeAgo(nowMs - installedMs)}`
  return other === undefined
    ? ok('install', found)
    : warning('install', `${found}; a shell starts ${other}`, 'remove one of them, or change the order of PATH')
}

function nodeFinding(version: string, platform: string): Finding {
  const found = `${version} on ${platform}`
  return isOld(version)
    ? failure(
        'node',
        `${found}; ${OLDEST_NODE.join('.')} or later is needed`,
        'install a newer Node from https://nodejs.org',
      )
    : ok('node', found)
}

function isOld(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
}
