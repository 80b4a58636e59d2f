import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { connectPostgres } from '../../src/platform/node/postgres.ts'
import type { PostgresResult } from '../../src/platform/postgres.ts'

const DEBIAN = '/usr/lib/postgresql'

/** Where the programs of the newest PostgreSQL are; undefined where none is installed. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const folder = versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
  return folder
}

/** A server of its own, on a socket in a folder of its own. */
export interface PostgresServer {
  /** The address of a database that is made for it. */
  database(name: string, options?: string): Promise<string>
  /** Asks as whoever owns the server. */
  ask(url: string, sql: string): Promise<PostgresResult['rows']>
  urlAs(user: string, url: string): string
  stop(): void
}

/** PostgreSQL does not run as root: then it is `postgres`, whom Debian's package makes. */
const isRoot = process.getuid?.() === 0

export function startPostgres(bin: string): PostgresServer {
  // The path of a socket has room for a hundred characters.
  const folder = mkdtempSync('/tmp/gong-pg-')
  const run = (program: string, ...words: string[]) => {
    const [command, ...before] = isRoot
      ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups']
      : ['env']
    execFileSync(String(command), [...before, join(bin, program), ...words], { cwd: folder, stdio: 'pipe' })
  }
  if (isRoot) execFileSync('chown', ['postgres', folder])
  const data = join(folder, 'data')
  run('initdb', '-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync')
  const settings = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=off -c max_connections=40`
  run('pg_ctl', '-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', settings, 'start')
  const urlOf = (name: string, user = 'owner') => `postgres://${user}@/${name}?host=${folder}`
  const ask = async (url: string, sql: string) => {
    const connection = await connectPostgres(url, {})
    try {
      return (await connection.query(sql)).rows
    } finally {
      await connection.close()
    }
  }
  return {
    ask,
    async database(name, options = '') {
      await ask(urlOf('postgres'), `CREATE DATABASE ${name} ${options}`)
      return urlOf(name)
    },
    urlAs: (user, url) => url.replace('owner@', `${user}@`),
    stop() {
      run('pg_ctl', '-D', data, '-s', '-m', 'immediate', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
