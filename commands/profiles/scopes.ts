import { everyOperation } from '../../src/catalogue/index.ts'

/** The scopes of every read of Gong. */
export const READ_SCOPES = [
  ...new Set(
    everyOperation
      .filter(({ effect }) => effect === 'read')
      .flatMap(({ scope, scopesOfParts = [] }) => [...(scope === undefined ? [] : [scope]), ...scopesOfParts]),
  ),
].sort()

/** Those that allow more than reading: Gong has no narrower ones for these reads. */
export const WIDER_SCOPES = READ_SCOPES.filter((scope) =>
  everyOperation.some((operation) => operation.scope === scope && operation.effect !== 'read'),
)
