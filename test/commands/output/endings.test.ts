import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { home, run } from '../../run.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const LIST = 'users list --limit 1 -q'
const REPORT = 'privacy report thandiwe.jovanovic@nettlecombefoods.example'

describe('a file of --out', () => {
  it.each(['report.xls', 'report.txt', 'report.pdf', 'report.docx', 'report.ods', 'report.htm', 'report.parquet'])(
    'is not written under %s, and nothing is sent',
    async (name) => {
      const { exit, err, sent } = await run([...LIST.split(' '), '-o', join(emptyFolder(), name)])
      expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
      expect(err).toMatch(/\.csv, \.tsv, \.json, \.jsonl/)
    },
  )

  it.each(['answer.xls', 'answer.txt', 'answer.pdf', 'answer.docx'])('is no report under %s', async (name) => {
    const { exit, err, sent } = await run([...REPORT.split(' '), '-o', join(emptyFolder(), name)])
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain('.html, .htm, .md, .json')
  })

  it('has any ending of text when the format is said', async () => {
    const path = join(emptyFolder(), 'users.txt')
    const { exit } = await run(`${LIST} -f csv --fields active -o ${path}`)
    expect([exit, readFileSync(path, 'utf8')]).toEqual([0, 'active\ntrue\n'])
  })

  it.each(['xls', 'pdf', 'docx'])('is never .%s, whatever the format', async (ending) => {
    const { exit, sent } = await run(`${LIST} -f json -o ${join(emptyFolder(), `users.${ending}`)}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
  })

  it.each([
    ['json', 'csv'],
    ['csv', 'json'],
    ['jsonl', 'json'],
    ['table', 'tsv'],
  ])('is refused when -f says %s and its ending %s', async (format, ending) => {
    const { exit, err, sent } = await run(`${LIST} -f ${format} -o ${join(emptyFolder(), `users.${ending}`)}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(`ends in .${ending}, and -f says ${format}`)
  })

  it.each(['users', 'users.20260501', 'tmp.aB3dEf9xYz', '.json'])('may have no ending, as in %s', async (name) => {
    const path = join(emptyFolder(), name)
    const { exit } = await run(`${LIST} -o ${path} --fields active`)
    expect([exit, readFileSync(path, 'utf8')]).toEqual([0, '[\n{"active":true}\n]\n'])
  })

  it('is stdout when it is -, and no file of that name', async () => {
    const { env } = await home()
    const [dash, bare] = [
      await run(`${LIST} -o -`, {
        env: { ...env, GONG_ACCESS_KEY: 'sandbox', GONG_ACCESS_KEY_SECRET: 'sandbox-secret', GONG_RATE: '0' },
      }),
      await run(LIST),
    ]
    expect([dash.exit, dash.out]).toEqual([0, bare.out])
    expect(dash.out).toContain('emailAddress')
  })

  it('is a table on a terminal when it is -', async () => {
    const { out } = await run(`${LIST} -o -`, { terminal: true })
    expect(out).toMatch(/^id +emailAddress/)
  })
})
