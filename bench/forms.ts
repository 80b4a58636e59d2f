import { existsSync, readFileSync } from 'node:fs'
import type { CommandLine } from './measure.ts'
import { GONG } from './server.ts'

/** A form in which the tool is installed. */
export interface Form {
  readonly name: 'npm package' | 'single executable'
  readonly program: CommandLine
}

/** The form of npm, and the executable of this system when it is compiled; stderr tells when it is not. */
export function installedForms(): readonly Form[] {
  const npm: Form = { name: 'npm package', program: [process.execPath, GONG] }
  const path = executablePath()
  if (existsSync(path)) return [npm, { name: 'single executable', program: [path] }]
  process.stderr.write(`No executable is measured: there is no ${path}. To compile it: npm run package -- here\n`)
  return [npm]
}

function executablePath(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const { platform, arch } = process
  const system: Readonly<Record<string, string>> = { darwin: 'macos', win32: 'windows' }
  return `dist/release/gong-${version}-${system[platform] ?? platform}-${arch}${platform === 'win32' ? '.exe' : ''}`
}

/** What a form does, as the table names it: the form of npm goes without saying. */
export function rowName({ name }: Form, what: string): string {
  return name === 'npm package' ? what : `${name}: ${what}`
}
