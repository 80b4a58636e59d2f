import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fences } from '../../../src/docs/markdown.ts'
import { FULL_COMPANY, type Setting } from '../../run.ts'
import { fakeKeychain } from '../../support/fake-keychains.ts'
import { gongLines, pages } from '../../support/pages.ts'
import { piped, workplace } from '../../support/pipeline.ts'
import { ROOT } from '../../support/root.ts'

/** The examples of the reference are those of help, and test/commands/cli/help.test.ts runs them. */
const HELP = 'docs/reference.md'

/** Beginnings of lines that cannot run here, each with the test that runs them. */
const NOT_RUN: { readonly [beginning: string]: string } = {
  'gong completion': 'test/commands/docs/completions.test.ts',
  'gong mcp --toolset': 'test/commands/mcp/tools.test.ts',
  'gong profiles login': 'test/commands/credentials/oauth.test.ts',
  'gong sandbox serve': 'test/process/process.test.ts',
}

/** What is run before a block that begins so. */
const BEFORE: { readonly [beginning: string]: string } = {
  'gong privacy receipts': 'gong privacy erase p@nowhere.example --yes --confirm p@nowhere.example',
  'gong privacy requests': 'gong privacy erase p@nowhere.example --yes --confirm p@nowhere.example',
  'gong profiles rekey': 'gong profiles add work --keys file < credentials.json',
}

/** What somebody at the terminal answers, where it is not yes. */
const ANSWERS: { readonly [beginning: string]: readonly string[] } = {
  'gong profiles add': ['https://api.gong.io', 'sandbox', 'sandbox-secret'],
  'gong profiles export': ['correct horse', 'correct horse'],
  'gong profiles import': ['correct horse'],
  'gong privacy erase ': ['thandiwe.jovanovic@nettlecombefoods.example'],
}

/** What only the company of a user has: calls by their ids, the people of an account. */
const OF_THE_FULL = /\b\d{16,}\b|nettlecombefoods\.example|@ids/

/** Any other line has a company whose calls are read soon; only an account that is found by its name needs more of them. */
const FEW_CALLS = 400
const OF_AN_ACCOUNT = /calls find --account /

/** Lines whose rows go to a file, or that are quiet when all is well. The rows of any other must be seen. */
const WRITES = / -o | > | --results | --quiet\b/

const examples = pages
  .filter(({ path }) => path !== HELP)
  .map(({ path, text }) => ({
    path,
    scripts: fences(text)
      .filter(({ language }) => language === 'sh')
      .map(linesOf),
  }))
  .filter(({ scripts }) => scripts.flat().length > 0)

describe('the examples', () => {
  it.each(examples)('of $path run as they stand', async ({ scripts }) => {
    const wrong: string[] = []
    for (const script of scripts.map((lines) => lines.filter(runs))) {
      wrong.push(...(await failuresOf(script, companyFor(script))))
    }
    expect(wrong).toEqual([])
  })

  it('that are not run here are on some page, and run elsewhere', () => {
    const left = examples.flatMap(({ scripts }) => scripts.flat()).filter((line) => !runs(line))
    expect(Object.keys(NOT_RUN).filter((one) => !left.some((line) => line.startsWith(one)))).toEqual([])
    expect(Object.values(NOT_RUN).filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
  })
})

/** The lines of a block that run `gong`, without comments. */
function linesOf({ text }: { readonly text: string }): string[] {
  const bare = text.split('\n').map((line) => line.replace(/(^|\s+)#.*$/, '').trim())
  return bare.filter((line) => gongLines(line).length > 0)
}

function runs(line: string): boolean {
  return startOf(NOT_RUN, line) === undefined
}

function companyFor(script: readonly string[]): Setting {
  if (script.some((line) => OF_THE_FULL.test(line))) return FULL_COMPANY
  return script.some((line) => OF_AN_ACCOUNT.test(line)) ? {} : { calls: FEW_CALLS }
}

/** Runs the lines of one block in a folder of their own, one after the other. */
async function failuresOf(script: readonly string[], company: Setting): Promise<string[]> {
  const setting = { ...company, ...workplace(), keychain: fakeKeychain() }
  await piped(startOf(BEFORE, script[0] ?? '') ?? '', setting)
  const wrong: string[] = []
  for (const line of script) {
    const { exit, out, err } = await piped(line, { ...setting, ...answering(line) })
    if (exit !== 0 || (/^(\[\])?$/.test(out.trim()) && !WRITES.test(line))) wrong.push(`${line}\n${exit} ${out}${err}`)
  }
  return wrong
}

/** Somebody is at the terminal, unless the line is one for a script, which agrees by a flag or has a file on stdin. */
function answering(line: string): Setting {
  return / --yes\b| < /.test(line) ? {} : { answers: startOf(ANSWERS, line) ?? ['y', 'y'] }
}

function startOf<Value>(table: { readonly [beginning: string]: Value }, line: string): Value | undefined {
  return Object.entries(table).find(([beginning]) => line.startsWith(beginning))?.[1]
}
