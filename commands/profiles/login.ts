import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { readText } from '../../src/app/read-text.ts'
import { everyOperation } from '../../src/catalogue/index.ts'
import { DEFAULT_BASE_URL, parseBaseUrl } from '../../src/credentials/base-url.ts'
import { exchangeCode, type OAuthClient, type Tokens, tokenUrlOf } from '../../src/credentials/oauth-tokens.ts'
import { type PreparedProfile, prepareProfile } from '../../src/credentials/profiles.ts'
import type { OAuthLogin } from '../../src/credentials/secret.ts'
import { DEFAULT_REDIRECT, parseRedirect, SIGN_IN_HOST, signIn } from '../../src/credentials/sign-in.ts'
import { Failure } from '../../src/lib/errors.ts'
import { parsedJson } from '../../src/lib/parse-json.ts'
import { isRow, type Pages } from '../../src/lib/rows.ts'
import { KEYS, keep, keysIn, local, NAME, OWN, ownOf } from './shared.ts'

/** What the reads of Gong need, all of them. For some Gong has no scope that only reads. */
const READING = [
  ...new Set(
    everyOperation
      .filter(({ effect }) => effect === 'read')
      .flatMap(({ scope, scopesOfParts = [] }) => [...(scope === undefined ? [] : [scope]), ...scopesOfParts]),
  ),
].sort()

/** Those among them that also let something be written or spent. */
const MORE = READING.filter((scope) => everyOperation.some((one) => one.scope === scope && one.effect !== 'read'))

export const login: OldCommand = {
  ...local,
  name: 'login',
  summary: 'Sign in with OAuth in the browser, and store the tokens, sealed',
  effect: 'write',
  inputs: {
    name: NAME,
    clientId: { kind: 'text', hint: 'id', help: 'client id of your app in Gong; needed for the first login' },
    scopes: { kind: 'text', many: true, hint: 'scope', help: 'what to ask for; what every read needs when left out' },
    redirect: { kind: 'text', hint: 'url', help: `redirect address that the app has in Gong (${DEFAULT_REDIRECT})` },
    manual: { kind: 'flag', help: 'paste the address that the browser ends at, for a browser on another machine' },
    authUrl: { kind: 'text', hint: 'url', help: `address that people sign in to, for stand-ins (${SIGN_IN_HOST})` },
    keys: KEYS,
    ...OWN,
  },
  fields: ['name', 'baseUrl', 'scopes'],
  columns: [],
  single: true,
  examples: ['gong profiles login work --client-id ABC123', 'gong profiles login work'],
  cautions: [
    `Gong has no narrower scope for some reads: ${MORE.join(', ')} also let something be written or spent. For less, name --scopes.`,
    'Asks for the client secret unseen; elsewhere reads it from stdin, as it is or as {"clientSecret"}.',
    'A profile that logged in before keeps its client and its scopes, so its name is enough to log in again.',
  ],
  run: logIn,
}

async function* logIn(input: Typed, job: Job): Pages {
  checkAddressIsShown(input, job)
  const name = String(input.name)
  const own = ownOf(input, job)
  const isManual = input.manual === true
  const redirect = parseRedirect(String(input.redirect ?? DEFAULT_REDIRECT), isManual)
  const profile = await prepareProfile(job.context, name, keysIn(input), job.say)
  const before = existingLogin(profile, name)
  const host = hostOf(input, before)
  const client = { ...(await clientOf(input, job, name, before)), tokenUrl: tokenUrlOf(host) }
  const scope = scopesOf(input, before)
  const code = await signIn(job.context, { host, clientId: client.clientId, scope, redirect, isManual }, job.say)
  const tokens = await exchangeCode(job.context, client, code)
  const address = addressOf(tokens)
  // Save the tokens before anything else can fail: only another login would replace them.
  await profile.save(address, { oauth: loginOf(client, scope, tokens) })
  await keep(job, name, own)
  if (profile.existing !== undefined && profile.existing.baseUrl !== address)
    await job.say(`careful: profile "${name}" belonged to another company until now, at ${profile.existing.baseUrl}`)
  await job.say(`profile "${name}" is logged in; next: gong calls list --profile ${name}`)
  yield { rows: [{ name, baseUrl: address, scopes: (tokens.scope ?? scope).split(' ') }] }
}

/** Refuses what would leave somebody waiting for an address that is never shown. */
function checkAddressIsShown(input: Typed, { context, globals }: Job): void {
  if (globals.sandbox)
    throw new Failure('usage', '--sandbox: nobody can sign in to the company inside this process', {
      hint: 'gong sandbox serve, then gong profiles login with --auth-url and the address that it shows',
    })
  if (globals.quiet) throw new Failure('usage', '--quiet would hide the address that is to be opened')
  if (input.manual === true && !context.prompts.available)
    throw new Failure('declined', '--manual asks for an address, and there is no terminal to ask on')
}

/** The login that the profile has already. @throws Failure `usage` for another kind of credential */
function existingLogin({ existing }: PreparedProfile, name: string): OAuthLogin | undefined {
  if (existing === undefined) return undefined
  if ('oauth' in existing.secret) return existing.secret.oauth
  throw new Failure('usage', `profile "${name}" holds another kind of credential, not a login`, {
    hint: `log in under another name, or gong profiles remove ${name} first`,
  })
}

function hostOf({ authUrl }: Typed, before: OAuthLogin | undefined): string {
  if (authUrl !== undefined) return parseBaseUrl(String(authUrl))
  return before === undefined ? SIGN_IN_HOST : new URL(before.tokenUrl).origin
}

/** The stored client, unless one is given: its secret is asked for on a terminal and read from stdin elsewhere. */
async function clientOf({ clientId }: Typed, job: Job, name: string, before: OAuthLogin | undefined) {
  if (clientId === undefined && before !== undefined) return before
  if (clientId === undefined)
    throw new Failure('usage', 'the first login needs --client-id, which Gong shows with your app', {
      hint: `gong profiles login ${name} --client-id <id>`,
    })
  const { prompts } = job.context
  const clientSecret = prompts.available
    ? await prompts.secret('Client secret')
    : parseClientSecret(await readText('-', job))
  if (clientSecret === '') throw new Failure('usage', 'the client secret is empty')
  return { clientId: String(clientId), clientSecret }
}

function parseClientSecret(text: string): string {
  const given = parsedJson(text)
  if (isRow(given) && typeof given.clientSecret === 'string') return given.clientSecret
  if (isRow(given)) throw new Failure('usage', 'stdin: {"clientSecret":"…"} is expected')
  return text.trim()
}

function scopesOf({ scopes }: Typed, before: OAuthLogin | undefined): string {
  const asked = Array.isArray(scopes) ? scopes.join(' ') : ''
  return asked || before?.scope || READING.join(' ')
}

/** The API of the company, wherever Gong says that it is. */
function addressOf({ baseUrl: given = DEFAULT_BASE_URL }: Tokens): string {
  try {
    return parseBaseUrl(given)
  } catch (cause) {
    throw new Failure('unreachable', 'Gong named an address of its API that cannot be used', { cause })
  }
}

function loginOf(
  client: OAuthClient,
  asked: string,
  { accessToken, refreshToken, expiresAtMs, scope = asked }: Tokens,
): OAuthLogin {
  if (refreshToken === undefined)
    throw new Failure('unreachable', 'Gong gave no refresh token, so this login would end with its first token')
  const { clientId, clientSecret, tokenUrl } = client
  return { clientId, clientSecret, tokenUrl, accessToken, refreshToken, expiresAt: expiresAtMs, scope }
}
