import { type Check, failure, ok } from './finding.ts'

/** The oldest supported version of Node, as in package.json. */
const OLDEST_NODE = [20, 19] as const

/** The versions of this tool and of Node. */
export const checkVersions: Check = async ({ about: { version, node, platform } }) => {
  const found = `${node} on ${platform}`
  return [
    ok('gong', version),
    isOld(node)
      ? failure(
          'node',
          `${found}; ${OLDEST_NODE.join('.')} or later is needed`,
          'install a newer Node from https://nodejs.org',
        )
      : ok('node', found),
  ]
}

function isOld(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
}
