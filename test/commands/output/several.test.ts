import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'
import { sheetRows } from '../../support/workbook.ts'

describe('several -o', () => {
  it('write one pull in the format of each, asking Gong once', async () => {
    const folder = emptyFolder()
    const [csv, xlsx, jsonl] = [join(folder, 'a.csv'), join(folder, 'b.xlsx'), join(folder, 'c.jsonl')]
    const line = 'calls list --during last-week -q'
    const { exit, out, sent } = await run(`${line} -o ${csv} -o ${xlsx} -o ${jsonl} -o -`)
    const alone = await run(`${line} -f csv`)
    expect({ exit, sent }).toEqual({ exit: 0, sent: alone.sent })
    expect(readFileSync(csv, 'utf8')).toBe(alone.out)
    expect(readFileSync(jsonl, 'utf8')).toBe((await run(`${line} -f jsonl`)).out)
    expect(out).toBe((await run(`${line} -f json`)).out)
    const rows = out.trimEnd().split('\n').length - 2
    expect(sheetRows(readFileSync(xlsx))).toHaveLength(rows + 1)
  })

  it('have what each format is made of, up to the limit', async () => {
    const folder = emptyFolder()
    const line = `stats activity --during last-month --limit 3 -q -o ${folder}/a.csv -o ${folder}/b.json`
    expect((await run(line)).exit).toBe(0)
    expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toMatch(/^[^\n]*callsAsHost/)
    const records = JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8'))
    expect(records).toHaveLength(3)
    expect(records[0]).toHaveProperty('userAggregateActivityStats')
  })

  it('take order, jq and a chart each in its own way', async () => {
    const path = join(emptyFolder(), 'top.csv')
    const { out, exit } = await run(
      `calls list --during last-week --sort -duration --limit 2 --fields title,duration --chart --bom -q -o ${path} -o -`,
    )
    expect(exit).toBe(0)
    expect(readFileSync(path, 'utf8')).toMatch(/^\ufefftitle,duration\n.*\n.*\n$/)
    expect(out).toMatch(/^.* {2}█+\n.* {2}█+[▏▎▍▌▋▊▉]?\n$/)
  })

  it('are all whole or not there at all', async () => {
    const folder = emptyFolder()
    const { exit } = await run(
      `calls list --during last-month -q -o ${folder}/a.csv -o ${folder}/b.xlsx -o ${folder}/missing/c.csv`,
    )
    expect(exit).toBe(2)
    expect(readdirSync(folder)).toEqual([])
  })

  it('leave no file that looks whole where the reader of stdout has gone', async () => {
    const path = join(emptyFolder(), 'a.csv')
    await run(`calls list --during last-month -q -f jsonl -o - -o ${path}`, { gone: (out) => out.length > 100 })
    expect(existsSync(path)).toBe(false)
  })

  it.each([
    ['-o a.csv -o a.csv', '-o a.csv is named twice'],
    ['-o a.csv -o ./a.csv', '-o ./a.csv is named twice'],
    ['-o - -o -', '-o - is named twice'],
    ['-o a.csv -o b.csv --append id', '--append is about one output'],
    ['-o a.csv -o b.xls', '.xls is not written by gong'],
    ['-f csv -o a.csv -o b.json', 'ends in .json, and -f says csv'],
  ])('refuse %s', async (flags, message) => {
    const { exit, err, sent } = await run(`calls list --during yesterday ${flags}`)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(message)
  })
})
