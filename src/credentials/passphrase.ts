import { Failure } from '../lib/errors.ts'
import type { Context } from '../platform/ports.ts'

/**
 * The passphrase of the stored profiles: GONG_PASSPHRASE, else typed.
 *
 * @throws Failure `auth` where neither is possible
 */
export async function currentPassphrase({ env, prompts }: Context): Promise<string> {
  if (env.GONG_PASSPHRASE) return env.GONG_PASSPHRASE
  if (prompts.available) return prompts.secret('Passphrase of your Gong profiles')
  throw new Failure('auth', 'the profiles are sealed with a passphrase and there is no terminal to ask for it', {
    hint: 'set GONG_PASSPHRASE, or run gong on a terminal',
  })
}

/**
 * The passphrase for the first profile: GONG_PASSPHRASE, else typed twice.
 *
 * @throws Failure `auth` where neither is possible, and when the two differ or are empty
 */
export async function newPassphrase(context: Context): Promise<string> {
  return context.env.GONG_PASSPHRASE || !context.prompts.available
    ? currentPassphrase(context)
    : typedTwice(context, NEW_PASSPHRASE)
}

/**
 * The passphrase that replaces another key: GONG_NEW_PASSPHRASE, else typed twice.
 *
 * @throws Failure `auth` where neither is possible, and when the two differ or are empty
 */
export function replacementPassphrase(context: Context): Promise<string> {
  return variableOrTyped(context, 'GONG_NEW_PASSPHRASE', NEW_PASSPHRASE)
}

/**
 * The passphrase for an exported profile: GONG_EXPORT_PASSPHRASE, else typed twice.
 *
 * @throws Failure `auth` where neither is possible, and when the two differ or are empty
 */
export function exportPassphrase(context: Context): Promise<string> {
  return variableOrTyped(context, 'GONG_EXPORT_PASSPHRASE', 'Passphrase for the exported profile')
}

/** The passphrase of a profile to import: GONG_EXPORT_PASSPHRASE, else typed. @throws Failure `auth` where neither is possible */
export async function importPassphrase({ env, prompts }: Context): Promise<string> {
  if (env.GONG_EXPORT_PASSPHRASE) return env.GONG_EXPORT_PASSPHRASE
  if (prompts.available) return prompts.secret('Passphrase of the exported profile')
  throw noTerminal('GONG_EXPORT_PASSPHRASE')
}

const NEW_PASSPHRASE = 'New passphrase for your Gong profiles'

async function variableOrTyped(context: Context, variable: string, question: string): Promise<string> {
  const given = context.env[variable]
  if (given) return given
  if (context.prompts.available) return typedTwice(context, question)
  throw noTerminal(variable)
}

function noTerminal(variable: string): Failure {
  return new Failure('auth', 'a passphrase is needed, and there is no terminal to ask for it', {
    hint: `set ${variable}, or run gong on a terminal`,
  })
}

async function typedTwice({ prompts }: Context, question: string): Promise<string> {
  const first = await prompts.secret(question)
  if (first === '') throw new Failure('auth', 'an empty passphrase protects nothing; nothing was stored')
  if ((await prompts.secret('The same passphrase again')) === first) return first
  throw new Failure('auth', 'the two passphrases are not the same; nothing was stored')
}
