import type { Job } from '../../src/app/command.ts'
import { readText } from '../../src/app/read-text.ts'
import { parseSecret, type Secret } from '../../src/credentials/secret.ts'
import { Failure } from '../../src/lib/errors.ts'
import { parsedJson } from '../../src/lib/parse-json.ts'
import { isRow, type Row } from '../../src/lib/rows.ts'

/** A credential as it was piped in, and the base URL where one came with it, not yet checked. */
export interface Piped {
  readonly secret: Secret
  readonly address?: string | undefined
}

/** Reads a credential from stdin. @throws Failure `usage` for anything else, and for a field that is not known */
export async function piped(job: Pick<Job, 'context' | 'globals'>): Promise<Piped> {
  const given = parsedJson(await readText('-', job))
  const secret = parseSecret(given)
  if (secret === undefined || !isRow(given)) throw unreadable()
  return { secret, address: addressIn(given) }
}

/** A misspelt `baseUrl` would send the secret to another host, so a field that is not known is refused. */
function addressIn({ baseUrl: address, ...rest }: Row): string | undefined {
  const stray = Object.keys(rest).find((name) => !['accessKey', 'accessKeySecret', 'bearerToken'].includes(name))
  if (stray === undefined && (address === undefined || typeof address === 'string')) return address
  throw new Failure(
    'usage',
    stray === undefined ? 'stdin: baseUrl is not a text' : `stdin: "${stray}" is not a field`,
    {
      hint: 'accessKey, accessKeySecret, bearerToken and baseUrl are',
    },
  )
}

function unreadable(): Failure {
  return new Failure('usage', 'stdin holds no credential', {
    hint: 'pipe {"accessKey":"…","accessKeySecret":"…","baseUrl":"…"} or {"bearerToken":"…","baseUrl":"…"} into it',
  })
}
