import { describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { bodyOf } from '../../support/fake-gong.ts'

const idOfOne = async () => JSON.parse((await run('calls list --during last-month --limit 1')).out)[0].id

describe('transcripts get', () => {
  it('shows what was said in one call', async () => {
    const id = await idOfOne()
    const { exit, out, requests } = await run(`transcripts get ${id}`)
    expect(exit).toBe(0)
    expect(bodyOf(requests[0])).toEqual({ filter: { callIds: [id] } })
    const [found] = JSON.parse(out)
    expect(found.callId).toBe(id)
    expect(found.transcript[0].sentences[0]).toEqual({
      start: expect.any(Number),
      end: expect.any(Number),
      text: expect.any(String),
    })
  })

  it('gives the same to its own jq as to a jq behind a pipe', async () => {
    const id = await idOfOne()
    const whole = await run(`transcripts get ${id}`)
    const { out } = await run(`transcripts get ${id} --jq '.[0].transcript[0].sentences[0].text'`)
    expect(out).toBe(`${JSON.parse(whole.out)[0].transcript[0].sentences[0].text}\n`)
  })

  it('takes the ids that calls list prints', async () => {
    const list = await run('calls list --during last-month --limit 3 -f jsonl --jq .id')
    const { out } = await run('transcripts get -', { stdin: list.out })
    expect(JSON.parse(out)).toHaveLength(3)
  })

  it('takes the last 7 days, and says so, when nothing was chosen', async () => {
    const { err, requests } = await run('transcripts get --limit 1')
    expect(err).toContain('the last 7d')
    expect(bodyOf(requests[0]).filter).toEqual({
      fromDateTime: '2026-05-12T12:00:00Z',
      toDateTime: '2026-05-19T12:00:00Z',
    })
  })

  it('asks for the workspace and the period together', async () => {
    const { requests } = await run('transcripts get --during yesterday -w 42')
    expect(bodyOf(requests[0]).filter).toEqual({
      workspaceId: '42',
      fromDateTime: '2026-05-18T00:00:00+02:00',
      toDateTime: '2026-05-19T00:00:00+02:00',
    })
  })

  it('shows its request on a terminal whole', async () => {
    const { out, sent } = await run('transcripts get 42 --dry-run', { terminal: true })
    expect(sent).toEqual([])
    expect(out).toContain('/v2/calls/transcript')
    expect(out).toMatch(/^body\.filter\.callIds +42$/m)
  })
})
