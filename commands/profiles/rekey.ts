import { defineLocal } from '../../src/app/model/command.ts'
import { KEY_STORE_LOCATIONS } from '../../src/credentials/data-key.ts'
import { rekey } from '../../src/credentials/rekey.ts'
import { KEY_STORE } from './inputs.ts'

export const rekeyCommand = defineLocal({
  name: 'rekey',
  summary: 'Seal all profiles anew under a new key: after a leak, for another passphrase, or to keep it elsewhere',
  operations: [],
  inputs: { keys: { ...KEY_STORE, help: `${KEY_STORE.help}; else as before` } },
  arguments: [],
  fields: ['keys', 'profiles'],
  columns: [],
  single: true,
  examples: ['gong profiles rekey', 'gong profiles rekey --keys keychain'],
  cautions: [
    'Asks for the old passphrase and, twice, for the new one; elsewhere GONG_PASSPHRASE and GONG_NEW_PASSPHRASE have them.',
    'Copies of the old store still open with the old key: after a leak, make new credentials in Gong as well.',
  ],
  async *run(input, { context, say }) {
    const { keyStore, profiles, oldKey } = await rekey(context, input.keys)
    const where = KEY_STORE_LOCATIONS[keyStore]
    await say(`all profiles are sealed anew under a new key, kept ${where}; the old key opens nothing here any more`)
    if (oldKey !== undefined) await say(oldKey)
    yield { rows: [{ keys: keyStore, profiles }] }
  },
})
