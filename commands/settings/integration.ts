import { toPage } from '../../src/api/page.ts'
import { setAt, toRequest } from '../../src/api/request.ts'
import { typedBody } from '../../src/app/model/body.ts'
import { defineChange } from '../../src/app/model/command.ts'
import { deriveChange } from '../../src/app/model/from-operation.ts'
import type { InputOf, Inputs } from '../../src/app/model/inputs.ts'
import { settings as gong } from '../../src/catalogue/settings.ts'
import { Failure } from '../../src/lib/errors.ts'
import { isRow, type Json, rowsIn } from '../../src/lib/rows.ts'

const derived = deriveChange(gong.integration, {
  columns: ['integrationType', 'allowedOrigin', 'integrationId'],
  examples: ['gong settings integration --type DIALER,ACCOUNT_PAGES --origin https://dialer.example'],
})

const inputs = {
  type: {
    kind: 'choice',
    of: gong.integration.body['integrationTypeSettings[].integrationType'].of,
    required: true,
    many: true,
    help: 'where the pages show',
  },
  origin: { kind: 'url', required: true, many: true, help: 'origin that may show there, without a path' },
  ...derived.inputs,
} as const satisfies Inputs

type Typed = InputOf<typeof inputs>

/** Each kind with each origin, in one request. What was set is shown, since Gong answers next to nothing. */
export const setIntegrationPages = defineChange({
  ...derived,
  inputs,
  single: false,
  fields: ['integrationType', 'allowedOrigin', 'integrationId'],
  check: checkOrigins,
  plan(input) {
    const body = withProduct(input)
    const set = isRow(body) ? rowsIn(body.integrationTypeSettings) : []
    const request = toRequest(gong.integration, {}, { body })
    return {
      steps: [
        {
          request,
          report(answer) {
            const page = toPage(gong.integration, answer)
            const [current = {}] = page.rows
            return { ...page, rows: set.map((setting) => ({ ...setting, ...current })) }
          },
        },
      ],
    }
  },
})

function checkOrigins({ type, origin = [] }: Typed): void {
  if ((type === undefined) !== (origin.length === 0))
    throw new Failure('usage', type === undefined ? '--type is missing' : '--origin is missing')
  for (const url of origin) {
    const bare = originOf(url)
    if (bare !== url.toLowerCase().replace(/\/$/, ''))
      throw new Failure('usage', `--origin: "${url}" is not an origin alone`, { hint: bare && `--origin ${bare}` })
  }
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined
}

function withProduct({ type, origin = [], ...input }: Typed): Json {
  const body = typedBody(gong.integration, input) ?? {}
  if (type === undefined) return body
  const settings = [...new Set(type)].flatMap((integrationType) =>
    [...new Set(origin)].map((url) => ({ integrationType, allowedOrigin: originOf(url) ?? url })),
  )
  return setAt(body, 'integrationTypeSettings', settings)
}
