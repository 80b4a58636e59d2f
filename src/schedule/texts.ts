import { shellQuote } from '../lib/shell-quote.ts'
import { calendarEvents } from './cron-text.ts'

/** A schedule as far as its texts need it. */
interface Timed {
  readonly name: string
  readonly cron: string
  readonly zone: string
}

/** The units of a timer of systemd, by the name of their file. @param words of the program that it starts */
export function systemdUnits(
  { name, cron, zone }: Timed,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
) {
  const settings = Object.entries(env).map(([key, value]) => `Environment=${unitWord(`${key}=${value}`)}`)
  return {
    [`gong-${name}.service`]: lines([
      '[Unit]',
      `Description=gong schedule ${name}`,
      '',
      '[Service]',
      'Type=oneshot',
      ...settings,
      `ExecStart=${words.map(unitWord).join(' ')}`,
    ]),
    [`gong-${name}.timer`]: lines([
      '[Unit]',
      `Description=gong schedule ${name}`,
      '',
      '[Timer]',
      ...calendarEvents(cron, zone).map((event) => `OnCalendar=${event}`),
      'Persistent=true',
      '',
      '[Install]',
      'WantedBy=timers.target',
    ]),
  }
}

/** A word of a unit: `%` and `$` mean something to systemd. */
function unitWord(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')
  return `"${escaped}"`
}

/** A workflow for GitHub Actions, whose cron is in UTC. */
export function githubWorkflow({ name, cron }: Timed, command: readonly string[]): string {
  return lines([
    `name: gong ${name}`,
    'on:',
    '  schedule:',
    `    - cron: '${cron}'`,
    '  workflow_dispatch:',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  run:',
    '    runs-on: ubuntu-latest',
    '    env:',
    '      GONG_ACCESS_KEY: $' + '{{ secrets.GONG_ACCESS_KEY }}',
    '      GONG_ACCESS_KEY_SECRET: $' + '{{ secrets.GONG_ACCESS_KEY_SECRET }}',
    '      GONG_BASE_URL: $' + '{{ vars.GONG_BASE_URL }}',
    '    steps:',
    '      - uses: actions/setup-node@v4',
    '        with:',
    '          node-version: 22',
    '      - run: npm install --global gong-cli',
    `      - run: ${JSON.stringify(shellQuote(['gong', ...command]))}`,
  ])
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
