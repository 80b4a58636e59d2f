import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { diskFiles } from '../../../src/platform/node/disk/files.ts'
import { emptyFolder } from '../../support/temporary-folder.ts'

const files = diskFiles()
const linux = process.platform === 'linux'

const modeOf = (path: string) => statSync(path).mode & 0o777

it('reads a missing file as undefined', async () => {
  expect(await files.read(join(emptyFolder(), 'none'))).toBeUndefined()
})

it('writes a file with the mode asked for into folders that only their owner may enter', async () => {
  const folder = emptyFolder()
  await files.write(join(folder, 'a', 'b', 'secret'), 'x', 0o600)
  expect([modeOf(join(folder, 'a')), modeOf(join(folder, 'a/b')), modeOf(join(folder, 'a/b/secret'))]).toEqual([
    0o700, 0o700, 0o600,
  ])
})

it('gives a file that is written over the mode asked for', async () => {
  const path = join(emptyFolder(), 'secret')
  writeFileSync(path, 'old', { mode: 0o644 })
  await files.write(path, 'new', 0o600)
  expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['new', 0o600])
})

it('leaves nothing but the file behind', async () => {
  const folder = emptyFolder()
  await files.write(join(folder, 'one'), 'x', 0o600)
  await files.withLock(join(folder, 'lock'), async () => {})
  expect(readdirSync(folder)).toEqual(['one'])
})

it('writes through a link, which stays a link', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'target'), 'old')
  symlinkSync('target', join(folder, 'link'))
  await files.write(join(folder, 'link'), 'new', 0o600)
  expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('new')
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true)
})

it('removes a file, and does not mind when it is not there', async () => {
  const path = join(emptyFolder(), 'one')
  writeFileSync(path, 'x')
  await files.remove(path)
  await files.remove(path)
  expect(existsSync(path)).toBe(false)
})

it('tells the permission bits of a file, and undefined for none', async () => {
  const path = join(emptyFolder(), 'one')
  writeFileSync(path, 'x')
  chmodSync(path, 0o640)
  expect([await files.mode(path), await files.mode(`${path}x`)]).toEqual([0o640, undefined])
})

it('shows a new file under its name only when it is committed', async () => {
  const path = join(emptyFolder(), 'out.csv')
  const file = await files.create(path)
  await file.write('one,')
  await file.write(Buffer.from('two'))
  expect(existsSync(path)).toBe(false)
  await file.commit()
  expect(readFileSync(path, 'utf8')).toBe('one,two')
})

it('leaves the old file alone until the new one is committed', async () => {
  const path = join(emptyFolder(), 'out.csv')
  writeFileSync(path, 'old')
  const file = await files.create(path)
  await file.write('new')
  expect(readFileSync(path, 'utf8')).toBe('old')
  await file.commit()
  expect(readFileSync(path, 'utf8')).toBe('new')
})

it('leaves no trace of a discarded file', async () => {
  const folder = emptyFolder()
  const file = await files.create(join(folder, 'out.csv'))
  await file.write('one')
  await file.discard()
  expect(readdirSync(folder)).toEqual([])
})

it('keeps a committed file that is discarded afterwards', async () => {
  const folder = emptyFolder()
  const file = await files.create(join(folder, 'out.csv'))
  await file.commit()
  await file.discard()
  expect(readdirSync(folder)).toEqual(['out.csv'])
})

it('gives a new file the mode that the umask leaves, and keeps that of an existing one', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'old'), 'x')
  chmodSync(join(folder, 'old'), 0o606)
  for (const name of ['old', 'new']) await (await files.create(join(folder, name))).commit()
  expect([modeOf(join(folder, 'old')), modeOf(join(folder, 'new'))]).toEqual([0o606, 0o666 & ~process.umask()])
})

it('creates the missing file at the end of a chain of links', async () => {
  const folder = emptyFolder()
  mkdirSync(join(folder, 'deep'))
  symlinkSync('deep/second', join(folder, 'first'))
  symlinkSync('../target', join(folder, 'deep', 'second'))
  const file = await files.create(join(folder, 'first'))
  await file.write('x')
  await file.commit()
  expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('x')
  expect(lstatSync(join(folder, 'first')).isSymbolicLink()).toBe(true)
})

it.runIf(linux)('says that a full disk is full', async () => {
  const file = await files.create('/dev/full')
  await expect(file.write('x')).rejects.toMatchObject({
    kind: 'local',
    message: 'cannot write /dev/full: no space is left on the disk',
  })
  await file.discard()
})

it.runIf(linux)('writes straight into a device', async () => {
  const file = await files.create('/dev/null')
  await file.write('x')
  await file.commit()
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
})

it('says that the folder of a new file is missing', async () => {
  const path = join(emptyFolder(), 'none', 'out.csv')
  await expect(files.create(path)).rejects.toMatchObject({
    kind: 'usage',
    message: `cannot write ${path}: its folder does not exist`,
  })
})

it('says that a folder is no file', async () => {
  const path = emptyFolder()
  await expect(files.create(path)).rejects.toMatchObject({ message: `cannot write ${path}: it is a folder` })
  await expect(files.read(path)).rejects.toMatchObject({
    kind: 'usage',
    message: `cannot read ${path}: it is a folder`,
  })
})

it('says that a file is no folder', async () => {
  const path = join(emptyFolder(), 'file')
  writeFileSync(path, '')
  await expect(files.create(join(path, 'out.csv'))).rejects.toMatchObject({
    message: `cannot write ${path}/out.csv: a part of its path is not a folder`,
  })
})

it('says that links lead round in a circle', async () => {
  const path = join(emptyFolder(), 'self')
  symlinkSync('self', path)
  await expect(files.create(path)).rejects.toMatchObject({
    message: `cannot write ${path}: its links lead round in a circle`,
  })
})

// Nobody may make files there, root included.
it.runIf(linux)('says that writing into a folder is not allowed', async () => {
  await expect(files.create('/sys/out.csv')).rejects.toMatchObject({
    kind: 'usage',
    message: 'cannot write /sys/out.csv: permission denied',
  })
})

it('lets one holder of a lock run at a time within a process, and gives back what it returns', async () => {
  const lock = join(emptyFolder(), 'lock')
  let inside = 0
  const run = async () => {
    inside += 1
    await files.read(lock)
    expect(inside).toBe(1)
    inside -= 1
    return 'done'
  }
  expect(await Promise.all([1, 2, 3, 4].map(() => files.withLock(lock, run)))).toEqual(['done', 'done', 'done', 'done'])
})

it('frees the lock when its holder throws, and throws the same', async () => {
  const lock = join(emptyFolder(), 'lock')
  const failing = files.withLock(lock, async () => {
    throw new Error('inside')
  })
  await expect(failing).rejects.toThrow('inside')
  expect(existsSync(lock)).toBe(false)
})

it('gives up on a lock after a while and names its file and the process that holds it', async () => {
  const lock = join(emptyFolder(), 'lock')
  await files.withLock(lock, async () => {
    await expect(diskFiles({ lockWaitMs: 5 }).withLock(lock, async () => {})).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(
        `cannot lock ${lock}: process ${process.pid} on .+ has held it for more than 0.005 s`,
      ),
      hint: `if that process is gone: rm ${lock}`,
    })
  })
})

/** The lock of a process that nobody here can look at, last renewed so many milliseconds ago. */
function elsewhere(lock: string, agoMs: number): void {
  writeFileSync(lock, '7 elsewhere.example boot/pid:[1] 12 token')
  const at = (Date.now() - agoMs) / 1000
  utimesSync(lock, at, at)
}

it('waits for a lock that another machine renews, since nobody here can tell whether its process lives', async () => {
  const lock = join(emptyFolder(), 'lock')
  elsewhere(lock, 1000)
  await expect(diskFiles({ lockWaitMs: 5 }).withLock(lock, async () => {})).rejects.toThrow(
    'process 7 on elsewhere.example',
  )
})

it('takes over a lock that another machine has not renewed in time', async () => {
  const lock = join(emptyFolder(), 'lock')
  elsewhere(lock, 60_000)
  expect(await diskFiles({ lockWaitMs: 0 }).withLock(lock, async () => 'taken')).toBe('taken')
})

it.runIf(linux)('takes over the lock of a dead process whose pid another one has by now', async () => {
  const lock = join(emptyFolder(), 'lock')
  const [, host, machine] = await files.withLock(lock, async () => readFileSync(lock, 'utf8').split(' '))
  // Process 1 runs for as long as the machine, but did not start at this tick.
  writeFileSync(lock, `1 ${host} ${machine} 999999999999 token`)
  expect(await diskFiles({ lockWaitMs: 0 }).withLock(lock, async () => 'taken')).toBe('taken')
})

it('says to a holder that stood still that another has taken its lock meanwhile', async () => {
  const lock = join(emptyFolder(), 'lock')
  const holder = diskFiles({ leaseMs: 0 })
  await holder.withLock(lock, async (check) => {
    await check()
    elsewhere(lock, 0)
    await expect(check()).rejects.toMatchObject({ kind: 'local', message: expect.stringContaining('stood still') })
  })
  expect(readFileSync(lock, 'utf8')).toContain('elsewhere.example')
})

it('ends the wait for a lock at once when it is interrupted', async () => {
  const lock = join(emptyFolder(), 'lock')
  elsewhere(lock, 0)
  const stop = new AbortController()
  const waiting = diskFiles({ lockWaitMs: 3_600_000, signal: stop.signal }).withLock(lock, async () => {})
  stop.abort(new Error('interrupted'))
  await expect(waiting).rejects.toThrow('interrupted')
})

it.runIf(linux).each([
  ['a link', (lock: string, victim: string) => symlinkSync(victim, lock)],
  ['a file of somebody else', (lock: string) => writeFileSync(lock, 'dear diary')],
])('takes %s in the place of a lock for no lock, and leaves it alone', async (_, lay) => {
  const folder = emptyFolder()
  const [lock, victim] = [join(folder, 'lock'), join(folder, 'victim')]
  writeFileSync(victim, 'precious')
  lay(lock, victim)
  const before = lstatSync(lock).ino
  await expect(diskFiles({ lockWaitMs: 0, leaseMs: 0 }).withLock(lock, async () => {})).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining('stands where a lock of gong goes'),
  })
  expect([lstatSync(lock).ino, readFileSync(victim, 'utf8')]).toEqual([before, 'precious'])
})

it('heals a lock that an earlier process with this pid left', async () => {
  const lock = join(emptyFolder(), 'lock')
  await files.withLock(lock, async () => {
    const left = readFileSync(lock, 'utf8')
    writeFileSync(`${lock}.old`, left.replace(/\S+$/, 'another-token'))
  })
  expect(await diskFiles({ lockWaitMs: 0 }).withLock(`${lock}.old`, async () => 'healed')).toBe('healed')
})

it('goes on with a file at a byte, and gives it another name', async () => {
  const folder = emptyFolder()
  const path = join(folder, 'one.part')
  writeFileSync(path, 'abcdef')
  const file = await files.append(path, 3)
  await file.write(new TextEncoder().encode('XY'))
  await file.sync()
  await file.rename(join(folder, 'one'))
  expect(readdirSync(folder)).toEqual(['one'])
  expect(readFileSync(join(folder, 'one'), 'utf8')).toBe('abcXY')
})

it.runIf(linux)('goes on with no file through a link', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'target'), 'kept')
  symlinkSync('target', join(folder, 'one.part'))
  await expect(files.append(join(folder, 'one.part'), 0)).rejects.toThrow('cannot write')
  expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('kept')
})

it('makes a folder with those above it, and lists it', async () => {
  const folder = join(emptyFolder(), 'a', 'b')
  expect(await files.list(folder)).toBeUndefined()
  await files.makeFolder(folder)
  await files.makeFolder(folder)
  writeFileSync(join(folder, 'one'), '')
  expect(await files.list(folder)).toEqual(['one'])
})

it('makes no folder where a file stands', async () => {
  const path = join(emptyFolder(), 'one')
  writeFileSync(path, '')
  await expect(files.makeFolder(path)).rejects.toThrow(`cannot write ${path}`)
})
