import { describe, expect, it } from 'vitest'
import { everyOperation } from '../../../src/catalogue/index.ts'
import { addressesOf } from '../../../src/catalogue/rules.ts'
import { bodyOf, queryOf } from '../../../src/catalogue/shape.ts'
import { run } from '../../run.ts'

const ruled = everyOperation.filter(({ rules = [] }) => rules.length > 0)

it.each(ruled.map((operation) => [operation.id, operation] as const))(
  '%s has rules only about fields that it has',
  (_, operation) => {
    const known = [
      ...[...queryOf(operation).keys()].map((name) => `query.${name}`),
      ...[...bodyOf(operation).keys()].map((path) => (path.startsWith('[]') ? `body${path}` : `body.${path}`)),
    ]
    const spoken = (operation.rules ?? []).flatMap(addressesOf)
    const strange = spoken.filter(
      (address) =>
        !known.some(
          (path) => path === address || (/^(\.|\[)/.test(path.slice(address.length)) && path.startsWith(address)),
        ),
    )
    expect(strange).toEqual([])
  },
)

describe('what the prose forbids is refused before anything is sent', () => {
  it.each([
    [
      `calls details --from 2026-05-01 --body '{"contentSelector":{"contextTiming":["Now"]}}'`,
      'contentSelector.contextTiming needs contentSelector.context to be Extended',
    ],
    [
      `calls details --from 2026-05-01 --body '{"contentSelector":{"exposedFields":{"content":{"trackerOccurrences":true}}}}'`,
      'trackerOccurrences needs contentSelector.exposedFields.content.trackers',
    ],
    ['crm status "a b" --integration 1', 'a name of letters, digits, dashes and underscores'],
    [
      'calls create --client-id c --direction inbound --started 2026-05-01T09:00Z --host 1 --party user=1 --language en-UK',
      'languageCode is none of the 133 that Gong takes; did you mean en-US?',
    ],
    [
      `permissions create --workspace 1 --name P --set callsAccess.permissionLevel=managers-team`,
      'callsAccess.permissionLevel managers-team needs callsAccess.teamLeadIds',
    ],
    [
      `settings integration --set 'integrationTypeSettings=[{"integrationType":"DIALER","allowedOrigin":"https://a.example/x"}]'`,
      'allowedOrigin is not an origin',
    ],
  ])('%s', async (line, why) => {
    const { exit, sent, err } = await run(line)
    expect({ exit, sent }).toEqual({ exit: 2, sent: [] })
    expect(err).toContain(why)
  })
})
