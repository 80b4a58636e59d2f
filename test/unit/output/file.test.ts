import { randomBytes } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { fileTypeOf } from '../../../src/output/file/file-extension.ts'
import { openOutputFile } from '../../../src/output/file/sink.ts'
import type { Files, NewFile } from '../../../src/platform/files.ts'

function memory(change: Partial<Pick<NewFile, 'write'>> = {}) {
  const parts: Buffer[] = []
  const done: string[] = []
  const file: NewFile = {
    size: 0,
    regular: true,
    resumable: false,
    write: async (chunk) => void parts.push(Buffer.from(chunk)),
    flush: async () => undefined,
    keep: async () => undefined,
    commit: async () => void done.push('commit'),
    discard: async () => void done.push('discard'),
    ...change,
  }
  const unused = () => Promise.reject(new Error('not used'))
  const files: Files = {
    read: unused,
    write: unused,
    remove: unused,
    mode: unused,
    removeTemporaryFiles: unused,
    writeUnsynced: unused,
    open: unused,
    readPart: unused,
    freeBytes: unused,
    absolute: (path) => path,
    withLock: unused,
    lockOutput: unused,
    readNoFollow: unused,
    fileId: unused,
    fileVersion: unused,
    realPath: unused,
    append: unused,
    makeFolder: unused,
    link: unused,
    rename: unused,
    list: unused,
    create: async () => file,
  }
  return { files, done, bytes: () => Buffer.concat(parts) }
}

it.each([
  ['calls.csv', { extension: 'csv', format: 'csv', gzip: false }],
  ['calls.tsv', { extension: 'tsv', format: 'tsv', gzip: false }],
  ['a.b/calls.JSON', { extension: 'json', format: 'json', gzip: false }],
  ['calls.jsonl.gz', { extension: 'jsonl', format: 'jsonl', gzip: true }],
  ['calls.gz', { gzip: true }],
  ['calls.txt', { extension: 'txt', gzip: false }],
  ['calls', { gzip: false }],
  ['dir.csv/calls', { gzip: false }],
  ['constructor.constructor', { gzip: false }],
])('reads from the name %s what is wanted', (path, wanted) => {
  expect(fileTypeOf(path)).toEqual(wanted)
})

it('passes text on as it is and commits at the end', async () => {
  const { files, done, bytes } = memory()
  const out = await openOutputFile(files, 'calls.csv')
  await out.write('a\n')
  await out.commit()
  expect({ text: bytes().toString(), done }).toEqual({ text: 'a\n', done: ['commit'] })
})

it('compresses a .gz file whole before it commits', async () => {
  const { files, done, bytes } = memory()
  const out = await openOutputFile(files, 'calls.csv.gz')
  const parts = Array.from({ length: 20 }, () => randomBytes(100_000).toString('hex'))
  for (const part of parts) await out.write(part)
  await out.commit()
  expect(gunzipSync(bytes()).toString() === parts.join('')).toBe(true)
  expect(done).toEqual(['commit'])
})

it('tells of a full disk at the write or the commit, compressed too', async () => {
  const full = async () => Promise.reject(new Error('ENOSPC'))
  const out = await openOutputFile(memory({ write: full }).files, 'calls.csv.gz')
  const all = async () => {
    await out.write(randomBytes(300_000))
    await out.commit()
  }
  await expect(all()).rejects.toThrow('ENOSPC')
})

it('discards a compressed file without committing it', async () => {
  const { files, done } = memory()
  const out = await openOutputFile(files, 'calls.csv.gz')
  await out.write('a')
  await out.discard()
  expect(done).toEqual(['discard'])
})
