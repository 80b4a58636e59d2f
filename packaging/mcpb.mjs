/** Bundles for clients of the Model Context Protocol (.mcpb): a manifest and the executable of one system, to be opened by a double click. */
import { readFileSync } from 'node:fs'
import { zip } from './zip.mjs'

/** Where such clients are, and what their manifest calls the system. */
export const MCPB_SYSTEMS = {
  'macos-arm64': 'darwin',
  'macos-x64': 'darwin',
  'windows-x64': 'win32',
  'linux-x64': 'linux',
}

/**
 * @param {object} bundle
 * @param {keyof typeof MCPB_SYSTEMS} bundle.system
 * @param {string} bundle.executable its path
 * @param {string} bundle.version
 * @param {string} bundle.notices the licences of the packages inside
 * @returns {Buffer}
 */
export function buildMcpb({ system, executable, version, notices }) {
  const program = system.startsWith('windows') ? 'server/gong.exe' : 'server/gong'
  const text = (/** @type {string} */ value) => Buffer.from(value)
  return zip([
    {
      name: 'manifest.json',
      data: text(`${JSON.stringify(manifest(version, program, MCPB_SYSTEMS[system]), null, 2)}\n`),
    },
    { name: program, data: readFileSync(executable), executable: true },
    { name: 'LICENSE', data: readFileSync('LICENSE') },
    { name: 'THIRD-PARTY-NOTICES.txt', data: text(notices) },
  ])
}

/** @param {string} version @param {string} program @param {string} platform */
function manifest(version, program, platform) {
  return {
    manifest_version: '0.3',
    name: 'gong-cli',
    display_name: 'Gong',
    version,
    description: 'Answers questions about the calls of your company in Gong; reads, and changes nothing.',
    long_description:
      'Store a profile first, in a terminal: `gong profiles add work`. Its key stays encrypted in the keychain of your system; this extension knows its name alone.',
    author: { name: 'The gong-cli authors' },
    license: 'MIT',
    keywords: ['gong', 'calls', 'transcripts', 'sales'],
    server: {
      type: 'binary',
      entry_point: program,
      mcp_config: {
        command: `\${__dirname}/${program}`,
        args: ['mcp'],
        env: { GONG_PROFILE: `\${user_config.profile}` },
      },
    },
    user_config: {
      profile: {
        type: 'string',
        title: 'Profile',
        description: 'The name of a profile of gong; empty for the usual one',
        required: false,
        default: '',
      },
    },
    tools_generated: true,
    prompts_generated: true,
    compatibility: { platforms: [platform] },
  }
}
