import { settings } from '../../src/catalogue/settings.ts'
import type { Command, Credential, Job } from '../../src/cli/command.ts'
import { Failure } from '../../src/errors.ts'
import { toCall } from '../../src/gong/request.ts'
import type { Row } from '../../src/rows.ts'
import { chosenBy, described, local } from './shared.ts'

export const checkStored: Command = {
  ...local,
  name: 'check',
  summary: 'Ask Gong whether the credentials work',
  effect: 'read',
  operations: [settings.workspaces],
  inputs: { name: { kind: 'text', help: 'name of the profile; else the one that would be used' } },
  fields: ['name', 'baseUrl', 'why', 'workspaces', 'missingScope', 'milliseconds'],
  columns: [],
  single: true,
  examples: ['gong profiles check --sandbox', 'gong profiles check work'],
  async *run(input, job) {
    const chosen = await chosenBy(input, job)
    const { name, baseUrl, why } = chosen
    yield { rows: [described({ name, baseUrl, why, ...(await check(job, chosen)) })] }
  },
}

/** What Gong says to a credential: a key that may not read workspaces is a good key all the same. */
export async function check(job: Job, credential: Credential): Promise<Row> {
  const start = job.context.clock.now()
  const answer = async () => {
    try {
      const { body } = await job.gongAs(credential).exchange(toCall(settings.workspaces, {}))
      return { workspaces: Array.isArray(body.workspaces) ? body.workspaces.length : 0 }
    } catch (error) {
      if (error instanceof Failure && error.scope !== undefined) return { missingScope: error.scope }
      throw error
    }
  }
  return { ...described(await answer()), milliseconds: job.context.clock.now() - start }
}
