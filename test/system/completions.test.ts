import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { entries } from '../../commands/index.ts'
import { tree } from '../../src/cli/tree.ts'
import { SHELLS } from '../../src/docs/completions/index.ts'
import { asked, isInstalled, type Offers, offers, shells } from '../support/shells.ts'
import { emptyFolder } from '../support/temporary-folder.ts'

const domains = await tree(entries)
const script = (shell: string) => SHELLS[shell]?.script(domains) ?? ''

/** Lines as they stand when Tab is pressed, and what is offered. */
const OFFERED: readonly (readonly [line: string, words: readonly string[]])[] = [
  ['gong cal', ['calls']],
  ['gong calls li', ['list']],
  ['gong crm sch', ['schema']],
  ['gong crm integration re', ['register']],
  ['gong calls list --fr', ['--from']],
  ['gong calls list --dr', ['--dry-run']],
  ['gong calls list --during last-w', ['last-week']],
  ['gong calls list --during=last-w', ['last-week']],
  ['gong calls list --from yest', ['yesterday']],
  ['gong calls list -f js', ['json', 'jsonl']],
  ['gong calls list --format=js', ['json', 'jsonl']],
  ['gong -f json calls li', ['list']],
  ['gong -f js', ['json', 'jsonl']],
  ['gong calls details --crm ext', ['extended']],
  ['gong calls details --with points', ['points-of-interest']],
  ['gong calls details --with parties,outl', ['parties,outline']],
  ['gong calls details 123 --with=parties,brief,outl', ['parties,brief,outline']],
  ['gong calls details --with parties,partie', []],
  ['gong calls list --fields ti', ['title']],
  ['gong calls list --fields id,ti', ['id,title']],
  ['gong users list --fields manag', ['managerId']],
  ['gong logs list shared-p', ['shared-play']],
  ['gong completion po', ['powershell']],
  ['gong -p wo', ['work']],
  ['gong calls list --profile=cr', ['cron']],
  ['gong profiles use ', ['cron', 'work']],
  ['gong profiles rename wo', ['work']],
  ['gong help da', ['dates']],
  ['gong help calls li', ['list']],
  ['gong calls help li', ['list']],
  ['gong calls list "--form', ['--format']],
  ["gong calls list --during 'last-w", ['last-week']],
  ['gong calls list --jq .title --fr', ['--from']],
  ['gong ai ask account:123 --wor', ['--workspace']],
]

/** Lines that are not finished, or that want to be run. */
const HALF: readonly string[] = [
  'gong "',
  "gong '",
  "gong ''",
  "gong '' ",
  'gong -- ',
  'gong -',
  'gong --',
  'gong =',
  'gong calls list --format=',
  'gong calls list --fields ,',
  'gong calls list --fields id,,',
  'gong calls list "la la" --during "last w',
  'gong calls list --jq \'.[] | select(.title == "',
  'gong calls list --fields $(touch pwned)',
  'gong $(touch pwned) ',
  'gong $(touch pwned) cal',
  'gong "$(touch pwned)" cal',
  'gong "$(touch pwned) cal',
  'gong `touch pwned` cal',
  "gong '$(touch pwned)' cal",
  'gong calls list --profile=$(touch pwned)',
  'gong calls list --profile "$(touch pwned)"',
  "gong calls list --with '$(touch pwned)',pa",
  'gong calls list --with parties,`touch pwned`,pa',
  'gong calls list -o $(touch pwned)/x',
  'gong calls list -o "`touch pwned`/x',
  `gong \${x:=$(touch pwned)} cal`,
  'gong a[$(touch pwned)] cal',
  'gong "a[\\$(touch pwned)]" cal',
  'gong * ? [ ] { } ~ cal',
  'gong calls; gong *',
  'gong \\',
  'gong calls list %n %s \\t \\0 ',
  'gong -n -e -- -n ',
]

const words = (of: readonly string[]) => expect.arrayContaining([...of])

describe.each(shells)('completions in %s', (shell) => {
  const folder = emptyFolder()
  let got: Offers

  beforeAll(async () => {
    if (!isInstalled(shell)) return
    writeFileSync(join(folder, 'marker.csv'), '')
    const lines = [
      'gong ',
      'gong crm integration ',
      'gong calls list -o mark',
      ...OFFERED.map(([line]) => line),
      ...HALF,
    ]
    got = await offers(shell, script(shell), lines, folder)
  }, 60_000)

  beforeEach(({ skip }) => {
    if (!process.env.CI) skip(!isInstalled(shell), `${shell} is not installed`)
    expect(isInstalled(shell), `${shell} is not installed`).toBe(true)
  })

  it.each(OFFERED)('offers after %s: %j', (line, offered) => {
    expect(got.get(line)).toEqual([...offered].sort())
  })

  it('offers every first word', () => {
    expect(got.get('gong ')).toEqual(words(['help', ...domains.map(({ name }) => name)]))
  })

  it('offers the commands of a group within a domain', () => {
    expect(got.get('gong crm integration ')).toEqual(['delete', 'get', 'register'])
  })

  it('leaves files to the shell, where files are taken', () => {
    const own = shell === 'bash' ? [] : ['marker.csv']
    expect(got.get('gong calls list -o mark')).toEqual(own)
  })

  it('runs nothing of what was typed, and survives it', () => {
    expect(HALF.filter((line) => got.get(line) === undefined)).toEqual([])
    expect(existsSync(join(folder, 'pwned'))).toBe(false)
  })

  it('asks gong for nothing but the names of the profiles', () => {
    expect(new Set(asked(folder))).toEqual(new Set(['profiles list --format tsv --fields name --quiet']))
  })

  // fish completes by its own command here, which has no keyboard.
  if (shell !== 'fish') {
    it('types what was meant, so that gong gets whole words', async () => {
      const at = emptyFolder()
      const keys = [
        'gong cal\tlist\r',
        'gong calls list --during last-w\t--quiet\r',
        'gong calls list --fields=id,ti\t\r',
      ]
      await offers(shell, script(shell), keys, at)
      expect(asked(at)).toEqual(['calls list', 'calls list --during last-week --quiet', 'calls list --fields=id,title'])
    })
  }

  it('is silent when the profiles cannot be read', async () => {
    const noisy = 'echo oops >&2; echo oops; exit 3'
    const offered = await offers(shell, script(shell), ['gong -p ', 'gong cal'], emptyFolder(), noisy)
    expect([...offered.values()]).toEqual([[], ['calls']])
  })
})
