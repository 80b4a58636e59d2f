import { expect, it } from 'vitest'
import { KEYS, run } from '../../run.ts'
import { network } from '../../support/fake-gong.ts'
import { HOME_ENV, memoryFiles } from '../../support/memory-files.ts'

const FILE = `${HOME_ENV.GONG_STATE_DIR}/unknown-fields.json`
const env = { ...KEYS, ...HOME_ENV }

/** Lists users of whom Gong says this, too. @returns what is kept of it, and what doctor says */
async function heard(user: object, files = memoryFiles()) {
  const { exit } = await run('users list', {
    files,
    env,
    network: network(() => ({ requestId: 'r', records: {}, users: [user] })),
  })
  expect(exit).toBe(0)
  const kept = new TextDecoder().decode(await files.read(FILE))
  const { out } = await run('doctor --offline -f jsonl --jq \'select(.check == "fields")\'', { files, env })
  return { kept, out, files }
}

it('keeps the names of fields that nobody knows, and doctor tells them', async () => {
  const { kept, out, files } = await heard({ id: '1', mood: 'glad', settings: { active: true, deskNumber: 'secret' } })
  expect(JSON.parse(kept).fields).toEqual([
    { operation: 'listUsers', path: 'mood', since: '2026-05-19' },
    { operation: 'listUsers', path: 'settings.active', since: '2026-05-19' },
    { operation: 'listUsers', path: 'settings.deskNumber', since: '2026-05-19' },
  ])
  expect(kept).not.toMatch(/glad|secret/)
  expect(await files.mode(FILE)).toBe(0o600)
  expect(out).toContain(
    'listUsers: 3 fields that this version does not know: mood, settings.active, settings.deskNumber',
  )
})

it('keeps nothing that looks like data, and nothing below a field that it does not know', async () => {
  const { kept } = await heard({
    id: '1',
    '7782342274025937895': 1,
    'ana@example.com': 1,
    'Ana Lee': 1,
    'a\u001b[31m': 1,
    ['x'.repeat(60)]: 1,
    byPerson: { ana: 1, 'bo@example.com': 2 },
    emailAliases: { private: 1 },
  })
  expect(JSON.parse(kept).fields.map(({ path }: { path: string }) => path)).toEqual(['byPerson'])
})

it('writes nothing when all is known, and nothing again', async () => {
  const { kept, out, files } = await heard({ id: '1', emailAddress: 'a@b.example' })
  expect([kept, out]).toEqual(['', expect.stringContaining('no field that this version does not know')])
  await heard({ mood: 1 }, files)
  const version = await files.fileVersion(FILE)
  await heard({ mood: 2 }, files)
  expect(await files.fileVersion(FILE)).toBe(version)
})

it('keeps two hundred at most, and starts over with a file that is damaged', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, at) => [`field${String.fromCharCode(97 + (at % 26), 97 + ((at / 26) | 0))}`, 1]),
  )
  const { kept } = await heard(many, memoryFiles({ [FILE]: '{"version":1,"fields":[7' }))
  expect(JSON.parse(kept).fields).toHaveLength(200)
})

it('does not fail a run whose names cannot be kept', async () => {
  const files = memoryFiles()
  const full = {
    ...files,
    write: (path: string, ...rest: [string, number]) =>
      path === FILE ? Promise.reject(new Error('full')) : files.write(path, ...rest),
  }
  expect((await heard({ mood: 1 }, full)).kept).toBe('')
})
