import { type Check, failure, ok } from './finding.ts'

/** The oldest Node that the tool runs on, as package.json has it. */
const OLDEST = [20, 19] as const

/** This tool, and the Node below it. */
export const versions: Check = async ({ about: { version, node, platform } }) => {
  const found = `${node} on ${platform}`
  return [
    ok('gong', version),
    isOld(node)
      ? failure(
          'node',
          `${found}; ${OLDEST.join('.')} or later is needed`,
          'install a newer Node from https://nodejs.org',
        )
      : ok('node', found),
  ]
}

function isOld(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number)
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
}
