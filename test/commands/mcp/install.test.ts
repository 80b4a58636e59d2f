import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { parseJsonWithComments } from '../../../src/mcp/install/json-with-comments.ts'
import { ABOUT, KEYS, run } from '../../run.ts'
import { memoryFiles } from '../../support/memory-files.ts'
import { page } from '../../support/pages.ts'

const HOME = '/home/ana'
const CURSOR = `${HOME}/.cursor/mcp.json`
const CODEX = `${HOME}/.codex/config.toml`
const [node = '', program = ''] = ABOUT.install().command

/** Installs with these settings there. @returns what the run came to, and what the file has then */
async function install(
  line: string,
  settings: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
) {
  const files = memoryFiles(settings)
  const ran = await run(`mcp ${line}`, { files, env: { HOME, ...env } })
  const read = async (path: string) => new TextDecoder().decode(await files.read(path))
  return { ...ran, files, read }
}

describe('gong mcp --install', () => {
  it('prints the entry with the path of the program, and touches nothing', async () => {
    const { exit, out, err, files } = await install('--install cursor --sandbox --toolset calls,stats')
    expect({ exit, entry: JSON.parse(out) }).toEqual({
      exit: 0,
      entry: {
        mcpServers: { gong: { command: node, args: [program, 'mcp', '--sandbox', '--toolset', 'calls,stats'] } },
      },
    })
    expect(err).toContain(CURSOR)
    expect(await files.list(`${HOME}/.cursor`)).toBeUndefined()
  })

  it.each([
    ['claude-desktop', 'linux x64', `${HOME}/.config/Claude/claude_desktop_config.json`, 'mcpServers'],
    [
      'claude-desktop',
      'darwin arm64',
      `${HOME}/Library/Application Support/Claude/claude_desktop_config.json`,
      'mcpServers',
    ],
    ['claude-desktop', 'win32 x64', 'C:/Roaming/Claude/claude_desktop_config.json', 'mcpServers'],
    ['claude-code', 'linux x64', `${HOME}/.claude.json`, 'mcpServers'],
    ['vscode', 'darwin arm64', `${HOME}/Library/Application Support/Code/User/mcp.json`, 'servers'],
    ['windsurf', 'linux x64', `${HOME}/.codeium/windsurf/mcp_config.json`, 'mcpServers'],
    ['gemini', 'linux x64', `${HOME}/.gemini/settings.json`, 'mcpServers'],
  ])('knows the file of %s on %s', async (client, platform, file, key) => {
    const files = memoryFiles()
    const setting = { files, env: { HOME, APPDATA: 'C:/Roaming' }, about: { ...ABOUT, platform } }
    expect((await run(`mcp --install ${client} --write`, setting)).exit).toBe(0)
    const text = new TextDecoder().decode(await files.read(file))
    expect(JSON.parse(text)[key].gong).toMatchObject({ command: node, args: [program, 'mcp'] })
    expect(await files.mode(file)).toBe(0o600)
  })

  it('adds it among others, whose comments, order and indentation stay, and keeps the file as it was', async () => {
    const before =
      '// mine\n{\n\t"theme": "dark", // not light\n\t"mcpServers": {\n\t\t"other": { "command": "x" }, /* keep */\n\t},\n}\n'
    const { exit, read } = await install('--install cursor --write', { [CURSOR]: before })
    expect(exit).toBe(0)
    const after = await read(CURSOR)
    expect(after).toBe(
      before.replace(
        '/* keep */\n',
        `/* keep */\n\t\t"gong": {\n\t\t\t"command": "${node}",\n\t\t\t"args": [\n\t\t\t\t"${program}",\n\t\t\t\t"mcp"\n\t\t\t]\n\t\t}\n`,
      ),
    )
    expect(await read(`${CURSOR}.before-gong`)).toBe(before)
  })

  it.each([
    '{}',
    '{"a":1}',
    '{ "a": 1 // one\n}',
    '{"mcpServers":{}}',
    '{\r\n  "mcpServers": {"b": {"c": []}}\r\n}\r\n',
    '',
    '\uFEFF{"mcpServers": {\n} }',
  ])('leaves JSON that it can read again: %j', async (before) => {
    const { exit, read } = await install('--install cursor --write', { [CURSOR]: before })
    const value = Object(parseJsonWithComments(await read(CURSOR))?.value)
    expect([exit, value.mcpServers.gong.args]).toEqual([0, [program, 'mcp']])
    expect({ ...value, mcpServers: { ...value.mcpServers, gong: undefined } }).toMatchObject(
      Object(parseJsonWithComments(before)?.value),
    )
  })

  it('does nothing the second time', async () => {
    const files = memoryFiles({ [CURSOR]: '{}' })
    const again = () => run('mcp --install cursor --write', { files, env: { HOME } })
    await again()
    const version = await files.fileVersion(CURSOR)
    expect((await again()).err).toContain('has it already')
    expect(await files.fileVersion(CURSOR)).toBe(version)
  })

  it.each([
    ['another server of that name', '{"mcpServers": {"gong": {"command": "theirs"}}}', /another server called gong/],
    ['no JSON', '{"mcpServers": ', /no JSON object/],
    ['a list', '[]', /no JSON object/],
    ['a list of servers', '{"mcpServers": []}', /is no object/],
    ['two of them', '{"mcpServers": {}, "mcpServers": {}}', /twice/],
    ['a thousand brackets', `{"a":${'['.repeat(1000)}`, /no JSON object/],
  ])('refuses where there is %s, with the text to paste', async (_, before, why) => {
    const { exit, err, read, files } = await install('--install cursor --write', { [CURSOR]: before })
    expect([exit, await read(CURSOR), await files.read(`${CURSOR}.before-gong`)]).toEqual([2, before, undefined])
    expect(err).toMatch(why)
    expect(err).toContain(`"command": "${node}"`)
  })

  it('changes its own entry where the flags are others, says which lines, and keeps what else is in it', async () => {
    const own = `"command": "${node}", // ours\n "args": ["${program}", "mcp", "--sandbox"], "env": {"MINE": "1" /* my own */}, "disabled": false`
    const before = `{"mcpServers": {"gong": {${own}}, "other": {}}}`
    const line = '--install cursor --toolset calls'
    expect((await install(line, { [CURSOR]: before })).err).toContain('with other flags, and --write changes them')
    const { exit, err, read } = await install(`${line} --write`, { [CURSOR]: before }, { GONG_DATA_DIR: '/srv/data' })
    const after = await read(CURSOR)
    expect(exit).toBe(0)
    expect(['// ours', '/* my own */'].filter((comment) => !after.includes(comment))).toEqual([])
    expect(parseJsonWithComments(after)?.value).toEqual({
      mcpServers: {
        gong: {
          command: node,
          args: [program, 'mcp', '--toolset', 'calls'],
          env: { MINE: '1', GONG_DATA_DIR: '/srv/data' },
          disabled: false,
        },
        other: {},
      },
    })
    expect(err).toMatch(/- .*--sandbox.*\+ .*--toolset/)
    expect(await read(`${CURSOR}.before-gong`)).toBe(before)
  })

  it('keeps the file from before the first change, however often its flags change', async () => {
    const files = memoryFiles({ [CURSOR]: '{"mine": 1}' })
    const write = (flags: string) => run(`mcp --install cursor --write ${flags}`, { files, env: { HOME } })
    await write('--sandbox')
    const { err } = await write('--toolset calls')
    expect(new TextDecoder().decode(await files.read(`${CURSOR}.before-gong`))).toBe('{"mine": 1}')
    expect(err).toContain(`changed in ${CURSOR}, which is kept as it was before gong in ${CURSOR}.before-gong; now `)
  })

  it('changes its own table in the TOML of Codex', async () => {
    const table = (args: string) =>
      `[mcp_servers.gong]\n# mine\ncommand = "${node}"\nargs = ["${program}", "mcp"${args}]\nstartup_timeout_sec = 20\n\n[tui]\na = 1\n`
    const { exit, read } = await install('--install codex --write --toolset calls', { [CODEX]: table(', "--sandbox"') })
    expect([exit, await read(CODEX)]).toEqual([0, table(', "--toolset", "calls"')])
  })

  it('adds a table to the TOML of Codex, behind everything else', async () => {
    const before = '# mine\nmodel = "x"\n\n[mcp_servers.other]\ncommand = "y"\n'
    const { read, exit } = await install('--install codex --write', { [CODEX]: before })
    expect([exit, await read(CODEX)]).toEqual([
      0,
      `${before}\n[mcp_servers.gong]\ncommand = "${node}"\nargs = ["${program}", "mcp"]\n`,
    ])
    const again = await install('--install codex --write', { [CODEX]: await read(CODEX) })
    expect([again.exit, again.err]).toEqual([0, expect.stringContaining('has it already')])
  })

  it.each([
    '[mcp_servers.gong]\ncommand = "z"\n',
    'mcp_servers = { }\n',
    'a = """\n',
    '[mcp_servers.gong.env]\nA = "b"\n',
  ])('leaves TOML alone that it cannot add to: %j', async (before) => {
    const { exit, read } = await install('--install codex --write', { [CODEX]: before })
    expect([exit, await read(CODEX)]).toEqual([2, before])
  })

  it('writes no credential, only where profiles are', async () => {
    const { out, exit } = await install(
      '--install vscode',
      {},
      { ...KEYS, GONG_CONFIG_DIR: '/srv/gong', GONG_PASSPHRASE: 'correct horse' },
    )
    expect([exit, JSON.parse(out).servers.gong]).toEqual([
      0,
      { type: 'stdio', command: node, args: [program, 'mcp'], env: { GONG_CONFIG_DIR: '/srv/gong' } },
    ])
    expect(out).not.toMatch(/sandbox-secret|correct horse/)
  })

  it('gives the server the bounds that were typed, with paths that hold in any folder', async () => {
    const { out } = await install('--install cursor --allow write --max-requests 50 --audit log.jsonl')
    expect(JSON.parse(out).mcpServers.gong.args.slice(2)).toEqual([
      '--allow',
      'write',
      '--max-requests',
      '50',
      '--audit',
      `${HOME}/log.jsonl`,
    ])
  })

  it('refuses a profile that is not there, --write alone, and a server over HTTP that no client would start', async () => {
    expect((await install('--install cursor --http 8080')).exit).toBe(2)
    expect((await install('--install cursor --write --profile nobody')).exit).toBe(3)
    expect((await install('--write')).exit).toBe(2)
  })
})

it('gong mcp --skill prints what the package has', async () => {
  const { out, exit, sent } = await run('mcp --skill', { env: {} })
  expect({ out, exit, sent }).toEqual({ out: page('skills/gong/SKILL.md').text, exit: 0, sent: [] })
  expect(parseYaml(out.split('---')[1] ?? '')).toMatchObject({ name: 'gong' })
})
