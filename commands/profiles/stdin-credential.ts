import type { Job } from '../../src/app/model/job.ts'
import { readText } from '../../src/app/model/read-text.ts'
import { parseSecret, type Secret } from '../../src/credentials/secret.ts'
import { Failure } from '../../src/lib/errors.ts'
import { parsedJson } from '../../src/lib/parse-json.ts'
import { isRow, type Row } from '../../src/lib/rows.ts'

/** A credential as it was piped in, and the base URL where there was one, not checked yet. */
interface StdinCredential {
  readonly secret: Secret
  readonly address?: string | undefined
}

/** Reads a credential as JSON from stdin. @throws Failure `usage` for anything else, and for an unknown field */
export async function readStdinCredential(job: Job): Promise<StdinCredential> {
  const value = parsedJson(await readText('-', job))
  const secret = parseSecret(value)
  if (secret === undefined || !isRow(value)) throw noCredential()
  return { secret, address: addressIn(value) }
}

/** Reads the secret of an OAuth client from stdin, as it is or as JSON. @throws Failure `usage` for other JSON */
export async function readStdinClientSecret(job: Job): Promise<string> {
  const text = await readText('-', job)
  const value = parsedJson(text)
  if (!isRow(value)) return text.trim()
  if (typeof value.clientSecret === 'string') return value.clientSecret
  throw new Failure('usage', 'stdin: {"clientSecret":"…"} is expected')
}

/** Refuses unknown fields, since a misspelt `baseUrl` would send the secret to another host. */
function addressIn({ baseUrl: address, ...rest }: Row): string | undefined {
  const unknown = Object.keys(rest).find((name) => !['accessKey', 'accessKeySecret', 'bearerToken'].includes(name))
  if (unknown === undefined && (address === undefined || typeof address === 'string')) return address
  throw new Failure(
    'usage',
    unknown === undefined ? 'stdin: baseUrl is not a text' : `stdin: "${unknown}" is not a field`,
    { hint: 'accessKey, accessKeySecret, bearerToken and baseUrl are' },
  )
}

function noCredential(): Failure {
  return new Failure('usage', 'stdin holds no credential', {
    hint: 'pipe {"accessKey":"…","accessKeySecret":"…","baseUrl":"…"} or {"bearerToken":"…","baseUrl":"…"} into it',
  })
}
