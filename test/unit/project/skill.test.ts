import { describe, expect, it } from 'vitest'
import { failures } from '../../../src/lib/errors.ts'
import { page } from '../../support/pages.ts'

const { text } = page('skills/gong/SKILL.md')

describe('SKILL.md', () => {
  it('has the name and the description by which agents find it', () => {
    const [, head = ''] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? []
    const { name = '', description = '' } = Object.fromEntries(head.split('\n').map((line) => line.split(/: (.*)/)))
    expect(name).toBe('gong')
    expect(description.length).toBeGreaterThan(100)
    expect(description.length).toBeLessThanOrEqual(1024)
  })

  it('has every exit code with its kind, and no other', () => {
    const rows = [...text.matchAll(/^\| (\d+) \| ([a-z-]*) ?\|/gm)].map(([, code, kind]) => [Number(code), kind])
    expect(rows).toEqual([[0, ''], ...Object.entries(failures).map(([kind, { exit }]) => [exit, kind])])
  })

  it('is read within a minute', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(120)
  })
})

it('AGENTS.md is short, and leads to the pages that say more', () => {
  const { text } = page('AGENTS.md')
  expect(text.split('\n').length).toBeLessThanOrEqual(60)
  expect(text).toMatch(/CONTRIBUTING\.md[\s\S]*ARCHITECTURE\.md[\s\S]*SKILL\.md/)
})

it('the skill is in the npm package', () => {
  expect(JSON.parse(page('package.json').text).files).toContain('skills')
})
