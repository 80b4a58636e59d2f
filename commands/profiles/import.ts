import { defineLocal } from '../../src/app/model/command.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { decryptExport, parseExport } from '../../src/credentials/export-file.ts'
import { updateSettings } from '../../src/credentials/profile-settings.ts'
import { addProfile, checkNewProfile } from '../../src/credentials/profiles.ts'
import { Failure } from '../../src/lib/errors.ts'
import { KEY_STORE, PROFILE_FIELDS, profileRow } from './inputs.ts'

export const importProfileCommand = defineLocal({
  name: 'import',
  summary: 'Store a profile that another machine has exported',
  operations: [],
  inputs: {
    file: { kind: 'file', required: true, help: 'what gong profiles export has written, - is stdin' },
    as: { kind: 'text', hint: 'name', help: 'another name for it here' },
    keys: KEY_STORE,
  },
  arguments: ['file'],
  fields: PROFILE_FIELDS,
  columns: [],
  single: true,
  examples: ['gong profiles import work.json --as prod'],
  cautions: ['Asks for the passphrase of the export; elsewhere GONG_EXPORT_PASSPHRASE has it.'],
  /** Checks what it can before it asks for a passphrase, and everything before it stores anything. */
  async *run({ file: path, as, keys }, job) {
    const { context, say } = job
    const source = path === '-' ? 'stdin' : path
    if (path !== '-' && (await context.files.open(path)) === undefined)
      throw new Failure('usage', `${path} is not there`)
    const file = parseExport(source, await readText(path, job))
    const name = as ?? file.name
    await checkNewProfile(context, name)
    const { baseUrl, secret, settings } = await decryptExport(context, source, file)
    await addProfile(context, { name, baseUrl, secret, keyStore: keys }, say)
    await updateSettings(context, name, settings)
    await say(`profile "${name}" is stored; next: gong profiles check ${name}`)
    yield { rows: [profileRow({ name, baseUrl, ...settings })] }
  },
})
