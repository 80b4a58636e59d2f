import type { LocalJob } from '../../src/app/model/job.ts'
import { flagOf } from '../../src/app/model/labels.ts'
import { profileByName } from '../../src/credentials/choose-profile.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Json, Page } from '../../src/lib/rows.ts'
import { addServer, entryText } from '../../src/mcp/install/add-server.ts'
import type { McpClientName } from '../../src/mcp/install/client-names.ts'
import { CLIENTS, type McpClient } from '../../src/mcp/install/clients.ts'
import type { ServerEntry } from '../../src/mcp/install/server-entry.ts'
import type { Files } from '../../src/platform/files.ts'

/** Variables of this shell that a client started elsewhere does not have. None of them is a secret. */
const CARRIED = ['GONG_CONFIG_DIR', 'GONG_STATE_DIR', 'GONG_DATA_DIR', 'GONG_KEY_FILE']

/**
 * The entry of this server for a client, printed or added to the client's settings.
 *
 * @param typed what else was typed, by the names of inputs: the client's server gets the same flags
 * @throws Failure `usage` where something of the same name is there, or the file cannot be understood: with the text to paste
 */
export async function installServer(
  name: McpClientName,
  write: boolean,
  typed: { readonly [name: string]: Json },
  job: LocalJob,
): Promise<Page> {
  const client: McpClient = CLIENTS[name]
  const { env } = job.context
  const home = env.HOME || env.USERPROFILE
  if (!home) throw new Failure('usage', 'no home folder is known', { hint: 'export HOME=/home/you' })
  const [system = ''] = job.about.platform.split(' ')
  const file = client.path({ env, system }, home)
  const entry = await entryOf(typed, job)
  const text = entryText(client, entry)
  if (!write) await job.say(await sayOf(file, client, entry, job))
  const added = write ? await addTo(file, client, entry, job) : undefined
  if (added !== undefined) await job.say(added)
  return { rows: [{ client: name, file, entry: text, written: write }], raw: new TextEncoder().encode(text) }
}

/** What --write would do. */
async function sayOf(file: string, client: McpClient, entry: ServerEntry, { context: { files } }: LocalJob) {
  const before = await files.read(await files.realPath(file))
  const addition = before && addServer(client, entry, new TextDecoder().decode(before))
  const isOther = addition !== undefined && 'replaced' in addition
  return `for ${file}; ${isOther ? 'it has this server with other flags, and --write changes them' : '--write adds it there'}`
}

/** How a client starts this server: the program by its path, since clients have another PATH, and the profile by its name. */
async function entryOf(
  typed: { readonly [name: string]: Json },
  { about, globals, context }: LocalJob,
): Promise<ServerEntry> {
  const [command = 'gong', ...words] = about.install().command
  const { files } = context
  const { audit, ...flags } = typed
  const bound = Number.isFinite(globals.maxRequests) ? { maxRequests: globals.maxRequests } : {}
  // A client has another working folder.
  const log = typeof audit === 'string' ? { audit: files.absolute(audit) } : {}
  const profile = globals.profile ?? context.env.GONG_PROFILE
  if (profile !== undefined && !globals.sandbox) await profileByName(context, profile)
  const which = globals.sandbox ? ['--sandbox'] : profile === undefined ? [] : ['--profile', profile]
  const carried = CARRIED.flatMap((name) =>
    context.env[name] ? [[name, files.absolute(context.env[name])] as const] : [],
  )
  return {
    command,
    args: [...words, 'mcp', ...which, ...Object.entries({ ...flags, ...bound, ...log }).flatMap(flagWords)],
    ...(carried.length > 0 && { env: Object.fromEntries(carried) }),
  }
}

/** What was typed for an input, as the words of a line. */
function flagWords([name, value]: readonly [string, Json]): readonly string[] {
  if (value === false || value === null) return []
  if (value === true) return [flagOf(name)]
  return [flagOf(name), Array.isArray(value) ? value.join(',') : String(value)]
}

/** @returns what was done, as a sentence */
async function addTo(
  file: string,
  client: McpClient,
  entry: ServerEntry,
  { context: { files } }: LocalJob,
): Promise<string> {
  const target = await files.realPath(file)
  return await files.withLock(`${target}.gong-lock`, async (assertHeld) => {
    const version = await files.fileVersion(target)
    const before = await files.read(target)
    const text = before === undefined ? '' : decoded(before, file, client, entry)
    const addition = addServer(client, entry, text)
    if ('same' in addition) return `${file} has it already`
    if ('refused' in addition) throw notAdded(file, addition.refused, client, entry)
    await assertHeld()
    const mode = (await files.mode(target)) ?? 0o600
    const kept = before === undefined ? undefined : await keptAs(`${target}.before-gong`, before, mode, files)
    if ((await files.fileVersion(target)) !== version)
      throw notAdded(file, `${client.title} is writing it`, client, entry)
    await files.write(target, addition.text, mode)
    const done = `${addition.replaced ? 'changed in' : 'added to'} ${file}`
    const copy = kept === undefined ? '' : `, which is kept as it was before gong in ${kept}`
    const lines = addition.replaced ? `; by lines: ${changedLines(text, addition.text)}` : ''
    return `${done}${copy}; now ${client.afterwards}${lines}`
  })
}

/** Keeps a file from before the first change to it; a later change leaves that alone. @returns where it is */
async function keptAs(path: string, before: Uint8Array, mode: number, files: Files): Promise<string> {
  if ((await files.fileVersion(path)) === undefined) await files.write(path, before, mode)
  return path
}

/** The lines that went and came, as a difference shows them. */
function changedLines(before: string, after: string): string {
  const [was, is] = [before, after].map((text) => text.split('\n').map((line) => line.trim()))
  const [gone, come] = [was?.filter((line) => !is?.includes(line)), is?.filter((line) => !was?.includes(line))]
  return [...(gone ?? []).map((line) => `- ${line}`), ...(come ?? []).map((line) => `+ ${line}`)].join(' ')
}

function decoded(bytes: Uint8Array, file: string, client: McpClient, entry: ServerEntry): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw notAdded(file, 'it is no text in UTF-8', client, entry)
  }
}

function notAdded(file: string, why: string, client: McpClient, entry: ServerEntry): Failure {
  return new Failure('usage', `${file} was left as it is: ${why}`, {
    hint: `add this by hand:\n${entryText(client, entry)}`,
  })
}
