/** What is made around the executables, with a script in the place of an executable: what runs inside is tested elsewhere. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'
import { unzip } from '../support/workbook.ts'

const VERSION: string = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version
const SYSTEMS = ['linux-x64', 'linux-x64-musl', 'linux-arm64', 'linux-arm64-musl', 'macos-x64', 'macos-arm64']
const PROGRAMS = ['dpkg-deb', 'rpmbuild', 'rpm2cpio', 'cpio', 'umoci', 'shellcheck', 'man']

const missing = PROGRAMS.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0).join(', ')

/** A folder with an executable for each system, and everything made around them. */
function release(): string {
  const folder = emptyFolder()
  for (const system of [...SYSTEMS, 'windows-x64.exe']) {
    const path = join(folder, `gong-${VERSION}-${system}`)
    writeFileSync(path, `#!/bin/sh\n# ${system}\necho ${VERSION}\n`)
    chmodSync(path, 0o755)
  }
  execFileSync(process.execPath, ['packaging/packages.mjs', folder], {
    cwd: ROOT,
    env: { ...process.env, GONG_DOWNLOAD_URL: `file://${folder}`, SOURCE_DATE_EPOCH: '1779192000' },
  })
  return folder
}

describe('a release', () => {
  let folder = ''
  beforeAll(() => {
    if (missing === '') folder = release()
  }, 120_000)
  beforeEach(({ skip }) => {
    if (!process.env.CI) skip(missing !== '', `${missing} not installed`)
    expect(missing, 'not installed').toBe('')
  })
  const path = (name: string) => join(folder, name)
  const sha256 = (name: string) =>
    createHash('sha256')
      .update(readFileSync(path(name)))
      .digest('hex')

  it('is the same, byte by byte, when it is made again', () => {
    const again = release()
    const sums = readFileSync(path('SHA256SUMS'), 'utf8')
    // The address of the download is that of the folder.
    const others = (text: string) => text.split('\n').filter((line) => !line.endsWith('install.sh'))
    expect(others(readFileSync(join(again, 'SHA256SUMS'), 'utf8'))).toEqual(others(sums))
    expect(sums.split('\n')).toHaveLength(7 + 2 + 5 + 4 + 1 + 1)
  })

  it('has a package for Debian with the program, its manual and its completions, whose manual can be read', () => {
    const tree = join(emptyFolder(), 'tree')
    execFileSync('dpkg-deb', ['-x', path(`gong-cli_${VERSION}_amd64.deb`), tree])
    expectTree(tree, 'usr/share/zsh/vendor-completions/_gong')
    const control = execFileSync('dpkg-deb', ['-f', path(`gong-cli_${VERSION}_arm64.deb`)], { encoding: 'utf8' })
    expect(control).toContain(`Version: ${VERSION}\nArchitecture: arm64\n`)
    const manual = spawnSync('man', ['-l', join(tree, 'usr/share/man/man1/gong.1.gz')], { encoding: 'utf8' })
    expect(manual.stdout).toMatch(/^GONG\(1\)/)
  })

  it('installs on Debian, and goes without a trace', () => {
    const root = emptyFolder()
    const dpkg = (...args: string[]) =>
      execFileSync(
        'dpkg',
        [`--root=${root}`, '--force-not-root', '--force-depends', '--force-script-chrootless', ...args],
        {
          stdio: 'pipe',
        },
      )
    for (const made of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'var/lib/dpkg/triggers'])
      mkdirSync(join(root, made), { recursive: true })
    writeFileSync(join(root, 'var/lib/dpkg/status'), '')
    const { arch } = process
    dpkg('--force-architecture', '-i', path(`gong-cli_${VERSION}_${arch === 'arm64' ? 'arm64' : 'amd64'}.deb`))
    expect(execFileSync(join(root, 'usr/bin/gong'), { encoding: 'utf8' })).toBe(`${VERSION}\n`)
    expect(dpkg('--verify', 'gong-cli').toString()).toBe('')
    dpkg('--purge', 'gong-cli')
    expect(existsSync(join(root, 'usr/bin/gong'))).toBe(false)
  })

  it('has a package for Fedora and its relatives with the same', () => {
    const tree = emptyFolder()
    const rpm = path(`gong-cli-${VERSION}-1.x86_64.rpm`)
    execFileSync('sh', ['-c', `rpm2cpio '${rpm}' | cpio -id --quiet`], { cwd: tree })
    expectTree(tree, 'usr/share/zsh/site-functions/_gong')
    const asked = ['-qp', '--queryformat', '%{NAME} %{VERSION} %{ARCH} %{LICENSE}', rpm]
    expect(execFileSync('rpm', asked, { encoding: 'utf8' })).toBe(`gong-cli ${VERSION} x86_64 MIT`)
  })

  it('has an image that nobody runs as root, and that keeps its state in a volume', () => {
    const work = emptyFolder()
    execFileSync('tar', ['-xf', path(`gong-cli_${VERSION}_amd64.oci.tar`), '-C', work])
    const { manifests } = JSON.parse(readFileSync(join(work, 'index.json'), 'utf8'))
    const name = `localhost/gong-cli:${VERSION}`
    expect(manifests).toMatchObject([{ annotations: { 'org.opencontainers.image.ref.name': name } }])
    writeFileSync(join(work, 'index.json'), readFileSync(join(work, 'index.json'), 'utf8').replace(name, 'it'))
    execFileSync('umoci', ['unpack', `--image=${work}:it`, join(work, 'bundle')], { stdio: 'ignore' })
    const root = join(work, 'bundle/rootfs')
    expect(readFileSync(join(root, 'usr/bin/gong'))).toEqual(readFileSync(path(`gong-${VERSION}-linux-x64`)))
    expect(statSync(join(root, 'data'))).toMatchObject({ uid: 65532, gid: 65532 })
    expect(existsSync(join(root, 'bin/sh'))).toBe(false)
    const { process: started } = JSON.parse(readFileSync(join(work, 'bundle/config.json'), 'utf8'))
    expect(started).toMatchObject({ user: { uid: 65532, gid: 65532 }, args: ['/usr/bin/gong'], cwd: '/data' })
    expect(started.env).toEqual(expect.arrayContaining(['GONG_STATE_DIR=/data/state', 'GONG_CONFIG_DIR=/data/config']))
  })

  it.each([
    ['macos-arm64', 'darwin', ''],
    ['windows-x64', 'win32', '.exe'],
    ['linux-x64', 'linux', ''],
  ])(
    'has a bundle for MCP clients on %s, which starts the program with the name of a profile',
    (system, platform, ending) => {
      const files = unzip(readFileSync(path(`gong-${VERSION}-${system}.mcpb`)))
      const { server, ...manifest } = JSON.parse(files.get('manifest.json') ?? '')
      const program = `server/gong${ending}`
      expect(manifest).toMatchObject({ version: VERSION, compatibility: { platforms: [platform] } })
      expect(server).toMatchObject({ type: 'binary', entry_point: program })
      expect(server.mcp_config).toEqual({
        command: `\${__dirname}/${program}`,
        args: ['mcp'],
        env: { GONG_PROFILE: `\${user_config.profile}` },
      })
      expect(files.get(program)).toBe(readFileSync(path(`gong-${VERSION}-${system}${ending}`), 'utf8'))
    },
  )

  it('has manifests with the checksum of each file', () => {
    const formula = readFileSync(path('homebrew/gong-cli.rb'), 'utf8')
    for (const system of ['linux-x64', 'linux-arm64', 'macos-x64', 'macos-arm64'])
      expect(formula).toContain(
        `url "file://${folder}/gong-${VERSION}-${system}"\n      sha256 "${sha256(`gong-${VERSION}-${system}`)}"`,
      )
    const windows = sha256(`gong-${VERSION}-windows-x64.exe`)
    const scoop = JSON.parse(readFileSync(path('scoop/gong-cli.json'), 'utf8'))
    expect(scoop).toMatchObject({ version: VERSION, architecture: { '64bit': { hash: windows } }, bin: 'gong.exe' })
    const installer = readFileSync(path('winget/GongCli.GongCli.installer.yaml'), 'utf8')
    expect(installer).toContain(`InstallerSha256: ${windows.toUpperCase()}\n`)
  })

  it('has a bill of materials of what is inside, and of nothing that is only used while building', () => {
    const { components, ...bill } = JSON.parse(readFileSync(path(`gong-${VERSION}.cdx.json`), 'utf8'))
    const names: string[] = components.map(({ name }: { name: string }) => name)
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'gong-cli' } } })
    expect(names).toEqual(expect.arrayContaining(['commander', 'conf', 'jq-wasm', '@napi-rs/keyring']))
    expect(names).not.toEqual(expect.arrayContaining(['vitest']))
    const notices = readFileSync(path('THIRD-PARTY-NOTICES.txt'), 'utf8')
    expect(names.filter((name) => !notices.includes(`## ${name}@`))).toEqual([])
  })

  describe('install.sh', () => {
    const install = (env: Record<string, string> = {}) => {
      const home = emptyFolder()
      const { PATH = '' } = process.env
      const ran = spawnSync('sh', [path('install.sh')], { encoding: 'utf8', env: { PATH, HOME: home, ...env } })
      return { ...ran, installed: join(home, '.local/bin/gong') }
    }

    it('checks the checksum and installs for this user alone', () => {
      const { status, stdout, installed } = install()
      expect(status).toBe(0)
      expect(stdout).toContain(`installed gong ${VERSION} in `)
      expect(stdout).toContain('add ')
      expect(statSync(installed).mode & 0o777).toBe(0o755)
    })

    it('installs nothing that is not what SHA256SUMS says', () => {
      const other = emptyFolder()
      execFileSync('sh', ['-c', `cp '${folder}'/SHA256SUMS '${folder}'/gong-* '${other}'`])
      for (const system of SYSTEMS) writeFileSync(join(other, `gong-${VERSION}-${system}`), 'hostile')
      const { status, stderr, installed } = install({ GONG_DOWNLOAD_URL: `file://${other}` })
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringMatching(/^error: gong-\S+ is not what SHA256SUMS says; nothing was installed\n$/),
      })
      expect(existsSync(installed)).toBe(false)
    })

    it('installs nothing that SHA256SUMS does not list', () => {
      const other = emptyFolder()
      execFileSync('sh', ['-c', `cp '${folder}'/gong-* '${other}'; : > '${other}/SHA256SUMS'`])
      expect(install({ GONG_DOWNLOAD_URL: `file://${other}` }).status).toBe(1)
    })

    it('installs nothing that does not start, and leaves what was there', () => {
      const other = emptyFolder()
      for (const system of SYSTEMS) {
        const name = `gong-${VERSION}-${system}`
        writeFileSync(join(other, name), '#!/bin/sh\necho no such library >&2\nexit 127\n')
        const sum = createHash('sha256')
          .update(readFileSync(join(other, name)))
          .digest('hex')
        appendFileSync(join(other, 'SHA256SUMS'), `${sum}  ${name}\n`)
      }
      const there = emptyFolder()
      writeFileSync(join(there, 'gong'), 'the old one')
      const { status, stderr } = install({ GONG_DOWNLOAD_URL: `file://${other}`, GONG_INSTALL_DIR: there })
      expect(status).toBe(1)
      expect(stderr).toMatch(/does not start here \(no such library\); nothing was installed/)
      expect(readdirSync(there)).toEqual(['gong'])
      expect(readFileSync(join(there, 'gong'), 'utf8')).toBe('the old one')
    })

    it('says which address has no such release', () => {
      const { status, stderr } = install({ GONG_VERSION: '9.9.9' })
      expect(status).toBe(1)
      expect(stderr).toMatch(/error: file:\S+\/gong-9\.9\.9-\S+ cannot be downloaded\n/)
    })

    it('says what has to be set where it is no release', () => {
      const { PATH = '' } = process.env
      const { stderr } = spawnSync('sh', [join(ROOT, 'packaging/install.sh')], { encoding: 'utf8', env: { PATH } })
      expect(stderr).toBe('error: set GONG_DOWNLOAD_URL and GONG_VERSION\n')
    })

    it('is run by the action, which tells the steps after it where gong is', () => {
      const runner = emptyFolder()
      const { PATH = '' } = process.env
      const env = {
        ...{ PATH, RUNNER_TEMP: runner, GITHUB_PATH: join(runner, 'path'), GITHUB_OUTPUT: join(runner, 'output') },
        ...{ GONG_VERSION: VERSION, GONG_DOWNLOAD_URL: `file://${folder}` },
      }
      execFileSync(join(ROOT, 'packaging/action/setup.sh'), { env, stdio: 'pipe' })
      const bin = readFileSync(env.GITHUB_PATH, 'utf8').trim()
      expect(execFileSync(join(bin, 'gong'), { encoding: 'utf8' })).toBe(`${VERSION}\n`)
      expect(readFileSync(env.GITHUB_OUTPUT, 'utf8')).toBe(`path=${bin}/gong\n`)
    })

    it('is clean for shellcheck, as the other scripts are', () => {
      const scripts = [path('install.sh'), 'packaging/action/setup.sh', '.ci/run']
      expect(spawnSync('shellcheck', scripts, { cwd: ROOT, encoding: 'utf8' }).stdout).toBe('')
    })
  })
})

function expectTree(tree: string, zsh: string): void {
  expect(execFileSync(join(tree, 'usr/bin/gong'), { encoding: 'utf8' })).toBe(`${VERSION}\n`)
  for (const [from, to] of [
    ['gong.bash', 'usr/share/bash-completion/completions/gong'],
    ['_gong', zsh],
    ['gong.fish', 'usr/share/fish/vendor_completions.d/gong.fish'],
  ] as const)
    expect(readFileSync(join(tree, to), 'utf8')).toBe(readFileSync(join(ROOT, 'completions', from), 'utf8'))
  expect(existsSync(join(tree, 'usr/share/man/man1/gong.1.gz'))).toBe(true)
  expect(readFileSync(join(tree, 'usr/share/doc/gong-cli/copyright'), 'utf8')).toContain('## commander@')
}
