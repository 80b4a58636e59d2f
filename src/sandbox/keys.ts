/** One way in: an access key with its secret, or a bearer token, and what it may do. */
export interface SandboxKey {
  readonly accessKey: string
  readonly secret: string
  readonly bearer?: string
  /** Scopes that it lacks; it has all others, unless it was granted some alone. */
  readonly lacks: readonly string[]
  /** The only scopes that it has. */
  readonly granted?: readonly string[]
  /** A key that may see no calls gets the same answer as an empty window (field note "404"). */
  readonly seesCalls: boolean
}

const READER_LACKS = ['api:calls:read:extensive', 'api:calls:read:transcript', 'api:workspaces:read']

/** The keys that every sandbox takes unless it is given others. */
export const SANDBOX_KEYS = {
  full: { accessKey: 'sandbox', secret: 'sandbox-secret', bearer: 'sandbox-token', lacks: [], seesCalls: true },
  reader: { accessKey: 'reader', secret: 'reader-secret', lacks: READER_LACKS, seesCalls: true },
  blind: { accessKey: 'blind', secret: 'blind-secret', lacks: [], seesCalls: false },
} as const satisfies Record<string, SandboxKey>

/** Whether a key or token has a scope, also one that no operation needs as a whole. */
export function mayCall({ lacks, granted }: SandboxKey, scope: string): boolean {
  return !lacks.includes(scope) && (granted?.includes(scope) ?? true)
}

/** The key of an `Authorization` header (`Basic` or `Bearer`); `undefined` for an unknown one. */
export function keyOfRequest(header: string | undefined, keys: readonly SandboxKey[]): SandboxKey | undefined {
  const [scheme = '', value = ''] = (header ?? '').split(' ')
  if (/^bearer$/i.test(scheme)) return keys.find(({ bearer }) => bearer !== undefined && bearer === value)
  if (!/^basic$/i.test(scheme)) return undefined
  const given = Buffer.from(value, 'base64').toString('utf8')
  return keys.find(({ accessKey, secret }) => given === `${accessKey}:${secret}`)
}
