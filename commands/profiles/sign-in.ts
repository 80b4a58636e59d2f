import type { Job } from '../../src/app/command.ts'
import { codeOf, returned, signInAddress } from '../../src/credentials/oauth.ts'
import { visited } from '../../src/credentials/redirect.ts'
import { Failure } from '../../src/lib/errors.ts'

interface Asking {
  readonly host: string
  readonly clientId: string
  readonly scope: string
  readonly redirect: URL
}

/** Shows the address, and gets the code that the browser brings back, with the address that it came back to. */
export async function signIn(job: Job, manual: boolean, { host, clientId, scope, redirect }: Asking) {
  const { context } = job
  const state = Buffer.from(context.random(32)).toString('base64url')
  const address = (back: string) => signInAddress({ host, clientId, scope, redirect: back, state })
  if (manual) {
    await job.say(`open this in any browser: ${address(redirect.href)}`)
    return {
      code: pasted(await context.prompts.text('The address that the browser ends at'), state),
      redirect: redirect.href,
    }
  }
  return await visited(context, redirect, state, async (back) => {
    await job.say(`sign in to Gong in the browser: ${address(back)}`)
    if (context.prompts.available) await context.openBrowser(address(back))
  })
}

function pasted(text: string, state: string): string {
  const answer = returned(text.trim(), state)
  if (answer !== undefined) return codeOf(answer)
  throw new Failure('usage', 'that address is not the answer to this sign-in', {
    hint: 'copy all of it, from the address line of the same browser',
  })
}
