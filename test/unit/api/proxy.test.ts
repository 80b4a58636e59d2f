import { describe, expect, it } from 'vitest'
import { proxyFor } from '../../../src/api/proxy.ts'

describe('NO_PROXY', () => {
  const isSpared = (list: string, url: string) => {
    return proxyFor(new URL(url), { HTTPS_PROXY: 'http://proxy.example', NO_PROXY: list }) === undefined
  }

  it.each([
    ['*', 'https://api.gong.io'],
    ['api.gong.io', 'https://api.gong.io'],
    ['API.Gong.IO', 'https://api.gong.io'],
    ['gong.io', 'https://us-1.api.gong.io'],
    ['.gong.io', 'https://us-1.api.gong.io'],
    ['*.gong.io', 'https://us-1.api.gong.io'],
    ['one.example, gong.io', 'https://api.gong.io'],
    ['one.example gong.io:443', 'https://api.gong.io'],
    ['gong.io:8443', 'https://api.gong.io:8443'],
    ['10.1.2.3', 'https://10.1.2.3'],
    ['10.0.0.0/8', 'https://10.1.2.3'],
    ['[fd00::1]:443', 'https://[fd00::1]'],
    ['fd00::1', 'https://[fd00::1]'],
    ['fd00::/8', 'https://[fd12::9]'],
  ])('%s spares %s', (list, url) => {
    expect(isSpared(list, url)).toBe(true)
  })

  it.each([
    ['', 'https://api.gong.io'],
    ['ong.io', 'https://api.gong.io'],
    ['api.gong.io', 'https://gong.io'],
    ['gong.io:8443', 'https://api.gong.io'],
    ['10.0.0.0/8', 'https://11.1.2.3'],
    ['10.0.0.0/99', 'https://10.1.2.3'],
    ['2.3', 'https://10.1.2.3'],
    ['fd00::/8', 'https://[fe80::1]'],
    ['10.0.0.0/8', 'https://10.example'],
  ])('%s does not spare %s', (list, url) => {
    expect(isSpared(list, url)).toBe(false)
  })
})
