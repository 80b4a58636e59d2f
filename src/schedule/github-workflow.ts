import { Failure } from '../lib/errors.ts'
import { shellQuote } from '../lib/shell-quote.ts'
import { parseCron } from './cron-expression.ts'

/** What a workflow for GitHub Actions runs. */
interface Workflow {
  readonly name: string
  /** Five fields, in UTC. */
  readonly cron: string
  /** The words after `gong`. */
  readonly words: readonly string[]
  /** The version of gong that runs it. */
  readonly version: string
  /** In which dates of the line are meant; IANA name. */
  readonly zone: string
  /** The files and folders that the line writes, placeholders in them. */
  readonly writes: readonly string[]
  /** Whether it prints rows, which the log of a public repository would show to everybody. */
  readonly printsRows: boolean
}

/**
 * A workflow for GitHub Actions that keeps what its line writes as an artifact.
 *
 * @throws Failure `usage` for a line that no workflow can have
 */
export function githubWorkflow(workflow: Workflow): string {
  const { name, cron, words, version, zone, writes, printsRows } = workflow
  if (words.some((word) => word.includes('${{')))
    throw new Failure('usage', 'GitHub would read ${{ in the line as an expression of its own')
  const folders = [...new Set(writes.flatMap(folderOf))]
  const script = [
    ...folders.map((folder) => shellQuote(['mkdir', '-p', '--', folder])),
    `${shellQuote(['gong', ...words])}${printsRows ? ' > /dev/null' : ''}`,
  ].join('\n')
  return lines([
    '# Who may read the repository may read its artifacts: keep this one private.',
    `name: ${scalar(`gong ${name}`)}`,
    'on:',
    '  schedule:',
    `    - cron: ${scalar(cronOf(cron))}`,
    '  workflow_dispatch: {}',
    'permissions: {}',
    'jobs:',
    '  run:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/setup-node@v4',
    '        with:',
    '          node-version: 22',
    `      - run: ${scalar(`npm install --global gong-cli@${version}`)}`,
    `      - run: ${block(script, 10)}`,
    '        env:',
    '          GONG_ACCESS_KEY: $' + '{{ secrets.GONG_ACCESS_KEY }}',
    '          GONG_ACCESS_KEY_SECRET: $' + '{{ secrets.GONG_ACCESS_KEY_SECRET }}',
    '          GONG_BASE_URL: $' + '{{ vars.GONG_BASE_URL }}',
    `          TZ: ${scalar(zone)}`,
    ...(writes.length === 0 ? [] : upload(name, writes)),
  ])
}

/** The step that keeps files, also of a line that ended with 8: what it wrote is whole. */
function upload(name: string, writes: readonly string[]): readonly string[] {
  const isHidden = writes.some((path) => /(^|\/)\.[^/]/.test(path))
  return [
    '      - uses: actions/upload-artifact@v4',
    '        if: $' + '{{ !cancelled() }}',
    '        with:',
    `          name: ${scalar(`gong-${name}`)}`,
    `          path: ${block(writes.map(globOf).join('\n'), 12)}`,
    '          if-no-files-found: error',
    ...(isHidden ? ['          include-hidden-files: true'] : []),
    '          retention-days: 7',
  ]
}

/**
 * GitHub knows no 7 for Sunday.
 *
 * @throws Failure `usage` where GitHub does not say whether a day has to fit both fields of days, or one
 */
function cronOf(cron: string): string {
  const [, , days, , weekdays] = parseCron(cron)
  const [, , day = '', , weekday = ''] = cron.split(' ')
  if (days && weekdays && `${day} ${weekday}`.includes('*'))
    throw new Failure('usage', `--cron: "${cron}" may mean other days to GitHub`, {
      hint: 'limit the day of the month or the day of the week, and not both',
    })
  if (!weekdays?.includes(7)) return cron
  const known = [...new Set(weekdays.map((one) => one % 7))].sort().join(',')
  return `${cron.split(' ').slice(0, 4).join(' ')} ${known}`
}

/** The folder of a file, which an empty working folder has not; none for one that only the run can name. */
function folderOf(path: string): readonly string[] {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  return folder === '' || folder.startsWith('/') || /[{}]/.test(folder) ? [] : [folder]
}

/**
 * A pattern that finds a file whatever its placeholders came to. A line of it that begins with `#` would be a comment, with
 * `!` an exception.
 *
 * @throws Failure `usage` for a path that GitHub takes from nobody
 */
function globOf(path: string): string {
  if (/[\r\n]/.test(path) || path.split('/').includes('..'))
    throw new Failure('usage', `GitHub keeps no file of this name: ${JSON.stringify(path)}`, {
      hint: 'name a file in the working folder',
    })
  const pattern = path.replace(/\{\{|\}\}|\{[^{}]*\}|[[\]*?\\]/g, (part) => {
    if (part.length === 1) return `\\${part}`
    return part === '{{' || part === '}}' ? part.charAt(0) : '*'
  })
  return /^[#!~\s]/.test(pattern) ? `./${pattern}` : pattern
}

/** A text as a scalar of YAML, which reads the strings of JSON; bare where it can only be a text. */
function scalar(text: string): string {
  if (/^[a-z][\w./@ -]*$/i.test(text) && !/ $|^(true|false|null|yes|no|on|off|y|n)$/i.test(text)) return text
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped)
}

/** The same on lines of its own, where that keeps each character. @param indent of those lines */
function block(text: string, indent: number): string {
  if (!text.includes('\n') || !/^\S[\x20-\x7e\n]*\S$/.test(text)) return scalar(text)
  return ['|-', ...text.split('\n').map((line) => (line === '' ? '' : `${' '.repeat(indent)}${line}`))].join('\n')
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
