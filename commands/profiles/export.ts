import { defineQuery } from '../../src/app/model/command.ts'
import type { Job } from '../../src/app/model/job.ts'
import { formatFor } from '../../src/app/output/choose-format.ts'
import { profileByName } from '../../src/credentials/choose-profile.ts'
import { encryptExport } from '../../src/credentials/export-file.ts'
import { readSettings } from '../../src/credentials/profile-settings.ts'
import { readSecret } from '../../src/credentials/profiles.ts'
import { Failure } from '../../src/lib/errors.ts'
import { PROFILE_NAME } from './inputs.ts'

const OUTPUT = { columns: [], single: true, format: 'json', sealed: true } as const

export const exportProfileCommand = defineQuery({
  name: 'export',
  summary: 'Write a profile, sealed under a passphrase of its own, to take it to another machine',
  operations: [],
  inputs: { name: PROFILE_NAME },
  arguments: ['name'],
  fields: ['gongProfile', 'name', 'baseUrl', 'key', 'sealed'],
  ...OUTPUT,
  examples: ['gong profiles export work -o work.json'],
  cautions: ['Asks for the passphrase twice; elsewhere GONG_EXPORT_PASSPHRASE has it.'],
  async *rows(input, job) {
    checkFormat(job)
    const { context } = job
    const { name = '', baseUrl } = await profileByName(context, input.name)
    const secret = await readSecret(context, name)
    const settings = (await readSettings(context)).profiles.get(name) ?? {}
    yield { rows: [await encryptExport(context, { name, baseUrl, secret, settings })] }
    if ('oauth' in secret)
      await job.say(
        'its refresh token works once: use the profile on one machine only, and run gong profiles login on the other',
      )
  },
})

function checkFormat({ globals, context: { stdout } }: Job): void {
  if (formatFor({ ...OUTPUT, effect: 'read', operations: [], inputs: {} }, {}, globals, stdout) === 'json') return
  throw new Failure('usage', 'an exported profile is JSON', { hint: 'gong profiles export <name> -o <file>.json' })
}
