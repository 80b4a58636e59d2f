import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type Desk, openDesk } from '../../support/privacy-setup.ts'

const BUYER = 'thandiwe.jovanovic@nettlecombefoods.example'

const erase = (desk: Desk, flags: readonly string[] = []) =>
  desk.run(['privacy', 'erase', BUYER, '--yes', '--confirm', BUYER, ...flags])

it('names the files that gong wrote and that still hold the person, packed or not, and leaves them alone', async () => {
  const desk = await openDesk()
  const at = (name: string) => join(desk.folder, name)
  await desk.run(['privacy', 'find', BUYER, '-o', at('held.csv')])
  const [{ id }] = JSON.parse((await desk.run(`privacy find ${BUYER}`)).out).calls
  await desk.run(['calls', 'details', id, '-o', at('calls.jsonl.gz')])
  await desk.run(['users', 'list', '-o', at('users.csv')])
  const { err } = await erase(desk)
  expect(err).toContain(`${at('held.csv')} was written by gong and still holds their data`)
  expect(err).toContain(`${at('calls.jsonl.gz')} was written by gong`)
  expect(err).not.toContain('users.csv')
  expect(readdirSync(desk.folder)).toEqual(expect.arrayContaining(['held.csv', 'calls.jsonl.gz', 'users.csv']))
})

it('names the transcripts of erased calls in a folder of an export', async () => {
  const desk = await openDesk()
  const [{ id }] = JSON.parse((await desk.run(`privacy find ${BUYER}`)).out).calls
  await desk.run(['transcripts', 'export', id, '--dir', join(desk.folder, 'texts')])
  const [file = ''] = readdirSync(join(desk.folder, 'texts'))
  writeFileSync(join(desk.folder, 'texts', 'notes.txt'), BUYER)
  const { err } = await erase(desk)
  expect(err).toContain(join(desk.folder, 'texts', file))
  expect(err).not.toContain('notes.txt')
})

it('forgets interrupted runs that name the person, and no others', async () => {
  const desk = await openDesk()
  const resume = join(desk.folder, 'state', 'resume')
  mkdirSync(resume, { recursive: true })
  writeFileSync(join(resume, '00000001.json'), JSON.stringify({ input: { text: [BUYER.toUpperCase()] } }))
  writeFileSync(join(resume, '00000002.json'), JSON.stringify({ input: { text: ['somebody@else.example'] } }))
  const { err } = await erase(desk)
  expect(err).toContain('1 interrupted run that named them forgotten')
  expect(readdirSync(resume)).toEqual(['00000002.json'])
})

it('says nothing of files that are gone, and looks nowhere in a dry run', async () => {
  const desk = await openDesk()
  writeFileSync(join(desk.folder, 'mine.txt'), BUYER)
  const dry = await erase(desk, ['--dry-run'])
  const { err } = await erase(desk)
  expect(dry.err + err).not.toContain('written by gong')
})

it('names what an interrupted run has left of a file, too', async () => {
  const desk = await openDesk()
  const path = join(desk.folder, 'calls.jsonl')
  await desk.run(['calls', 'details', '--from', '60d', '--max-requests', '2', '-o', path])
  writeFileSync(`${path}.gong-part`, BUYER, { flag: 'a' })
  const { err } = await erase(desk)
  expect(err).toContain(`${path}.gong-part was written by gong and still holds their data`)
})

it('names what a killed run was writing beside a file, and not what this one writes', async () => {
  const desk = await openDesk()
  const at = (name: string) => join(desk.folder, name)
  writeFileSync(at('people.csv'), `email\n${BUYER}\n`)
  await desk.run(['privacy', 'find', BUYER, '-o', at('held.csv')])
  const left = at(`.held.csv.${crypto.randomUUID()}`)
  writeFileSync(left, BUYER)
  const line = ['privacy', 'erase-list', at('people.csv'), '--results', at('done.csv'), '--yes', '--confirm', '1']
  const { exit, err } = await desk.run(line)
  expect(exit).toBe(0)
  expect(err).toContain(`${left} was written by gong and still holds their data`)
  expect(err).not.toContain('done.csv was written')
  expect(err).not.toContain('.done.csv.')
})

it('names the lines that a change has left in --failed', async () => {
  const desk = await openDesk()
  const at = (name: string) => join(desk.folder, name)
  writeFileSync(at('access.csv'), `call,user\n12345,7\n`)
  await desk.run(['calls', 'access', 'grant', '--from-file', at('access.csv'), '--failed', at('failed.csv')])
  writeFileSync(at('failed.csv'), BUYER)
  expect((await erase(desk)).err).toContain(`${at('failed.csv')} was written by gong`)
})

it('keeps no list of devices', async () => {
  const desk = await openDesk()
  await desk.run('users list -o /dev/null')
  expect(readdirSync(join(desk.folder, 'state'))).not.toContain('exports.json')
})
