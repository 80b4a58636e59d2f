import { defineLocal } from '../../src/app/model/command.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import type { Job } from '../../src/app/model/job.ts'
import { parseBaseUrl } from '../../src/credentials/base-url.ts'
import { exchangeCode } from '../../src/credentials/oauth-tokens.ts'
import { updateSettings } from '../../src/credentials/profile-settings.ts'
import { type PreparedProfile, prepareProfile } from '../../src/credentials/profile-store.ts'
import type { OAuthLogin } from '../../src/credentials/secret.ts'
import { SIGN_IN_HOST, signIn } from '../../src/credentials/sign-in.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isLoopback } from '../../src/lib/loopback.ts'
import { KEY_STORE, PROFILE_NAME, SETTING_INPUTS, typedSettings } from './inputs.ts'
import { READ_SCOPES, WIDER_SCOPES } from './scopes.ts'
import { readStdinClientSecret } from './stdin-credential.ts'

/** The redirect address without --redirect: the port after the sandbox's. The app in Gong must have it. */
const DEFAULT_REDIRECT = 'http://localhost:4665/callback'

const inputs = {
  name: PROFILE_NAME,
  clientId: { kind: 'text', hint: 'id', help: 'client id of your app in Gong; needed for the first login' },
  scopes: { kind: 'text', many: true, hint: 'scope', help: 'what to ask for; what every read needs when left out' },
  redirect: { kind: 'text', hint: 'url', help: `redirect address that the app has in Gong (${DEFAULT_REDIRECT})` },
  manual: { kind: 'flag', help: 'paste the address that the browser ends at, for a browser on another machine' },
  authUrl: { kind: 'text', hint: 'url', help: `address that people sign in to, for stand-ins (${SIGN_IN_HOST})` },
  keys: KEY_STORE,
  ...SETTING_INPUTS,
} as const satisfies Inputs

type LoginInput = InputOf<typeof inputs>

export const loginCommand = defineLocal({
  name: 'login',
  summary: 'Sign in with OAuth in the browser, and store the tokens, sealed',
  operations: [],
  inputs,
  arguments: ['name'],
  fields: ['name', 'baseUrl', 'scopes'],
  columns: [],
  single: true,
  examples: ['gong profiles login work --client-id ABC123', 'gong profiles login work'],
  cautions: [
    `Gong has no narrower scope for some reads: ${WIDER_SCOPES.join(', ')} also let something be written or spent. For less, name --scopes.`,
    'Asks for the client secret unseen; elsewhere reads it from stdin, as it is or as {"clientSecret"}.',
    'A profile that logged in before keeps its client and its scopes, so its name is enough to log in again.',
  ],
  async *run(input, job) {
    const { context, say } = job
    const { name, manual: isManual } = input
    checkSignInIsPossible(input, job)
    const redirect = parseRedirect(input)
    const host = input.authUrl === undefined ? undefined : parseBaseUrl(input.authUrl)
    const settings = typedSettings(input, job)
    const profile = await prepareProfile(context, name, { keyStore: input.keys, say })
    const before = existingLogin(profile, name)
    const scope = scopeFor(input, before)
    const { clientId, clientSecret } = await clientFor(input, job, before)
    const app = { host: host ?? hostOf(before), clientId, clientSecret, scope }
    const code = await signIn(context, { ...app, redirect, isManual }, say)
    const { login, baseUrl } = await exchangeCode(context, app, code)
    // Save the tokens before anything else can fail: only another login would replace them.
    await profile.save(baseUrl, { oauth: login })
    await updateSettings(context, name, settings)
    if (profile.existing !== undefined && profile.existing.baseUrl !== baseUrl)
      await say(`careful: profile "${name}" belonged to another company until now, at ${profile.existing.baseUrl}`)
    await say(`profile "${name}" is logged in; next: gong calls list --profile ${name}`)
    yield { rows: [{ name, baseUrl, scopes: login.scope.split(' ') }] }
  },
})

/** Refuses what would make somebody wait for an address that is never shown. */
function checkSignInIsPossible({ manual }: LoginInput, { context, globals }: Job): void {
  if (globals.sandbox)
    throw new Failure('usage', '--sandbox: nobody can sign in to the company inside this process', {
      hint: 'gong sandbox serve, then gong profiles login with --auth-url and the address that it shows',
    })
  if (globals.quiet) throw new Failure('usage', '--quiet would hide the address that is to be opened')
  if (manual && !context.prompts.available)
    throw new Failure('declined', '--manual asks for an address, and there is no terminal to ask on')
}

/** Nothing listens at the address of --manual, so any https address will do as well. @throws Failure `usage` */
function parseRedirect({ redirect = DEFAULT_REDIRECT, manual }: LoginInput): URL {
  const url = URL.canParse(redirect) ? new URL(redirect) : undefined
  if (url?.protocol === 'http:' && isLoopback(url.hostname)) return url
  if (url?.protocol === 'https:' && manual) return url
  throw new Failure('usage', '--redirect: gong can only listen at an http address of this machine', {
    hint: `--redirect ${DEFAULT_REDIRECT}, or --manual for the https address that Gong knows`,
  })
}

/** The login that the profile has already. @throws Failure `usage` for another kind of credential */
function existingLogin({ existing }: PreparedProfile, name: string): OAuthLogin | undefined {
  if (existing === undefined) return undefined
  if ('oauth' in existing.secret) return existing.secret.oauth
  throw new Failure('usage', `profile "${name}" holds another kind of credential, not a login`, {
    hint: `log in under another name, or gong profiles remove ${name} first`,
  })
}

/** Where the login before signed in. */
function hostOf(before: OAuthLogin | undefined): string {
  return before === undefined ? SIGN_IN_HOST : new URL(before.tokenUrl).origin
}

function scopeFor({ scopes = [] }: LoginInput, before: OAuthLogin | undefined): string {
  return scopes.join(' ') || before?.scope || READ_SCOPES.join(' ')
}

/** The client of the login before, or the typed one, whose secret is asked for on a terminal and read from stdin elsewhere. */
async function clientFor({ name, clientId }: LoginInput, job: Job, before: OAuthLogin | undefined) {
  if (clientId === undefined && before !== undefined) return before
  if (clientId === undefined)
    throw new Failure('usage', 'the first login needs --client-id, which Gong shows with your app', {
      hint: `gong profiles login ${name} --client-id <id>`,
    })
  const { prompts } = job.context
  const clientSecret = prompts.available ? await prompts.secret('Client secret') : await readStdinClientSecret(job)
  if (clientSecret === '') throw new Failure('usage', 'the client secret is empty')
  return { clientId, clientSecret }
}
