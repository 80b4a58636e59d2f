import { formatFor } from '../../src/app/choose-output.ts'
import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { readText } from '../../src/app/read-text.ts'
import { chooseCredential } from '../../src/credentials/choose-profile.ts'
import { decryptExport, encryptExport, parseExport } from '../../src/credentials/export-file.ts'
import { readSettings, updateSettings } from '../../src/credentials/profile-settings.ts'
import * as store from '../../src/credentials/profiles.ts'
import { Failure } from '../../src/lib/errors.ts'
import type { Pages } from '../../src/lib/rows.ts'
import { described, KEYS, keysIn, local, NAME } from './shared.ts'

export const exporting: OldCommand = {
  ...local,
  name: 'export',
  summary: 'Write a profile, sealed under a passphrase of its own, to take it to another machine',
  effect: 'read',
  inputs: { name: NAME },
  fields: ['gongProfile', 'name', 'baseUrl', 'key', 'sealed'],
  columns: [],
  single: true,
  format: 'json',
  sealed: true,
  examples: ['gong profiles export work -o work.json'],
  cautions: ['Asks for the passphrase twice; elsewhere GONG_EXPORT_PASSPHRASE has it.'],
  run: exportProfile,
}

export const importing: OldCommand = {
  ...local,
  name: 'import',
  summary: 'Store a profile that another machine has exported',
  effect: 'write',
  inputs: {
    file: { kind: 'file', required: true, help: 'what gong profiles export has written' },
    as: { kind: 'text', hint: 'name', help: 'another name for it here' },
    keys: KEYS,
  },
  arguments: ['file'],
  columns: [],
  single: true,
  examples: ['gong profiles import work.json --as prod'],
  cautions: ['Asks for the passphrase of the export; elsewhere GONG_EXPORT_PASSPHRASE has it.'],
  run: importProfile,
}

async function* exportProfile(input: Typed, { context, globals, say }: Job): Pages {
  if (formatFor(exporting, globals, context.stdout) !== 'json')
    throw new Failure('usage', 'an exported profile is JSON', { hint: 'gong profiles export <name> -o <file>.json' })
  const { name = '', baseUrl } = await chooseCredential(context, String(input.name))
  const secret = await store.readSecret(context, name)
  const settings = (await readSettings(context)).profiles.get(name) ?? {}
  yield { rows: [await encryptExport(context, { name, baseUrl, secret, settings })] }
  if ('oauth' in secret)
    await say(
      'its refresh token works once: use the profile on one machine only, and run gong profiles login on the other',
    )
}

/** Everything is checked before anything is stored, what needs no passphrase before it is asked for. */
async function* importProfile(input: Typed, job: Job): Pages {
  const { context, say } = job
  const path = String(input.file)
  if ((await context.files.open(path)) === undefined) throw new Failure('usage', `${path} is not there`)
  const carrier = parseExport(path, await readText(path, job))
  const name = String(input.as ?? carrier.name)
  await store.checkNewProfile(context, name)
  const { baseUrl, secret, settings } = await decryptExport(context, path, carrier)
  await store.addProfile(context, { name, baseUrl, secret, keyStore: keysIn(input) }, say)
  if (Object.keys(settings).length > 0) await updateSettings(context, name, settings)
  await say(`profile "${name}" is stored; next: gong profiles check ${name}`)
  yield { rows: [described({ name, baseUrl, ...settings })] }
}
