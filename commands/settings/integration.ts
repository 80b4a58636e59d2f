import { setAt } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/body.ts'
import type { Job, OldCommand, Typed } from '../../src/app/command.ts'
import { fromOperation, pull } from '../../src/app/derived.ts'
import { settings as gong } from '../../src/catalogue/settings.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, type Pages, rowsIn, textsIn } from '../../src/lib/rows.ts'

const derived = fromOperation(gong.integration, {
  columns: ['integrationType', 'allowedOrigin', 'integrationId'],
  examples: ['gong settings integration --type DIALER,ACCOUNT_PAGES --origin https://dialer.example'],
})

/** Each kind with each origin, in one request. What was set is shown, since Gong answers next to nothing. */
export const integration: OldCommand = {
  ...derived,
  inputs: {
    type: {
      kind: 'choice',
      of: gong.integration.body['integrationTypeSettings[].integrationType'].of,
      required: true,
      many: true,
      help: 'where the pages show',
    },
    origin: { kind: 'url', required: true, many: true, help: 'origin that may show there, without a path' },
    ...derived.inputs,
  },
  single: false,
  fields: ['integrationType', 'allowedOrigin', 'integrationId'],
  check: checkOrigins,
  run: set,
}

function checkOrigins({ type, origin }: Typed): void {
  if ((type === undefined) !== (origin === undefined))
    throw new Failure('usage', type === undefined ? '--type is missing' : '--origin is missing')
  for (const url of texts(origin)) {
    const bare = originOf(url)
    if (bare !== url.toLowerCase().replace(/\/$/, ''))
      throw new Failure('usage', `--origin: "${url}" is not an origin alone`, { hint: bare && `--origin ${bare}` })
  }
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined
}

async function* set(input: Typed, job: Job): Pages {
  const body = withProduct(input)
  const settings = isRow(body) ? rowsIn(body.integrationTypeSettings) : []
  for await (const page of pull(gong.integration, {}, job, body)) {
    const [answer = {}] = page.rows
    yield { ...page, rows: settings.map((setting) => ({ ...setting, ...answer })) }
  }
}

function withProduct(input: Typed): Json {
  const body = typedBody(gong.integration, input) ?? {}
  if (input.type === undefined) return body
  const settings = texts(input.type).flatMap((integrationType) =>
    texts(input.origin).map((url) => ({ integrationType, allowedOrigin: originOf(url) ?? url })),
  )
  return setAt(body, 'integrationTypeSettings', settings)
}

function texts(value: Json | undefined): string[] {
  return [...new Set(textsIn(value))]
}
