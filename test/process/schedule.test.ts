import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gong, shell } from '../support/built-tool.ts'
import { ROOT } from '../support/root.ts'
import { emptyFolder } from '../support/temporary-folder.ts'
import { valuesOf } from '../support/workflow-reader.ts'

describe('the script of a workflow', () => {
  it('writes what the workflow keeps, on a runner that has neither profile nor variables', async () => {
    const jq = 'select(.active) | {id, "it\'s #1: $HOME": .title}'
    const line = ['users', 'list', '--sandbox', '--jq', jq, '-f', 'jsonl', '-o', 'a b/#people-{today}.jsonl']
    const { exit, out } = await gong(['schedule', 'add', 'people', '--cron', '@daily', '--github', '--', ...line])
    expect(exit).toBe(0)
    const [install, script = ''] = valuesOf(out, 'run')
    expect(install).toBe(
      `npm install --global gong-cli@${JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version}`,
    )
    const cwd = emptyFolder()
    // GitHub gives an empty text for a variable or a secret that is not there.
    const env = { GONG_BASE_URL: '', GONG_ACCESS_KEY: '', GONG_ACCESS_KEY_SECRET: '', TZ: 'Europe/Berlin' }
    const ran = await shell(`set -e\n${script}`, { cwd, env })
    expect([ran.exit, ran.out]).toEqual([0, ''])
    const [file = ''] = readdirSync(join(cwd, 'a b'))
    expect(file).toMatch(/^#people-\d{4}-\d\d-\d\d\.jsonl$/)
    expect(valuesOf(out, 'path')).toEqual(['a b/#people-*.jsonl'])
    expect(readFileSync(join(cwd, 'a b', file), 'utf8')).toContain('"it\'s #1: $HOME":')
  })

  it('prints no rows', async () => {
    const { out } = await gong('schedule add people --cron @daily --github -- users list --sandbox')
    const ran = await shell(valuesOf(out, 'run')[1] ?? '')
    expect([ran.exit, ran.out]).toEqual([0, ''])
  })
})
