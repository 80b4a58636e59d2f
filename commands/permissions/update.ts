import { ASKS } from '../../src/app/model/challenge.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import { IN_WORKSPACE } from '../../src/app/model/operation-inputs.ts'
import { permissions as gong } from '../../src/catalogue/permissions.ts'
import { Failure } from '../../src/lib/errors.ts'
import { describeReplacement, profileStep, readProfile } from './profile.ts'
import { applyRights, checkRights, RIGHTS } from './rights.ts'

const derived = deriveChange(gong.update, {
  arguments: ['profile'],
  columns: [],
  examples: ['gong permissions update 10764802098955269 --allow score-calls --access calls=all --yes'],
})

/** Reads, merges, and writes the whole profile: nobody says whether Gong merges (quirk 32). */
export const updatePermissionProfile = defineChange({
  ...derived,
  operations: [gong.update, gong.get],
  inputs: { ...derived.inputs, ...RIGHTS, ...IN_WORKSPACE },
  cautions: [
    ...(derived.cautions ?? []),
    'The profile is read first and sent whole, so what you do not name stays as it is.',
    ASKS,
  ],
  check(input) {
    const { name, description, allow, deny, access, body, set } = input
    if (![name, description, allow, deny, access, body, set].some(Boolean))
      throw new Failure('usage', 'nothing to change: say --name, --description, --allow, --deny or --access')
    checkRights(input)
  },
  async plan(input, job) {
    const { profile } = input
    const before = await readProfile(profile, job)
    const after = applyRights(before, input)
    const { notes, challenge } = describeReplacement(profile, before, after)
    if (notes.length > 0) return { notes, challenge, steps: [profileStep(gong.update, { profile }, after)] }
    return {
      notes: [`${challenge.what} is like that already; nothing was sent`],
      steps: [],
      after: async function* () {
        yield { rows: [before] }
      },
    }
  },
})
