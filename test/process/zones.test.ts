import { expect, it } from 'vitest'
import { gong } from '../support/built-tool.ts'

const DAY = 'calls list --from 2026-05-01 --to 2026-05-02'

it.each([':/etc/localtime', '', 'UTC+3', 'CET-1CEST', 'Asia/Tokyo '])('TZ=%j never crashes it', async (TZ) => {
  const line = `${DAY} --sandbox --dry-run`
  const { exit, out, err } = await gong(line, { env: { TZ } })
  expect(err).not.toContain('defect')
  if (exit === 2) expect(err).toContain('TZ')
  else expect(out).toContain('2026-05-01')
  expect(exit).toBe(['UTC+3', 'CET-1CEST'].includes(TZ) ? 2 : 0)
})
