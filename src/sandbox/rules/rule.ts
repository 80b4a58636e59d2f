import type { SandboxRequest } from '../handlers/request.ts'
import { type Reply, refusal } from '../reply.ts'

/**
 * What Gong's prose demands of a request beyond its shape. Rules that need nothing but the request are in the catalogue;
 * these need the company, or compare values.
 */
export interface SandboxRule {
  /** What in the request breaks the rule: the names for `message`, one for each violation. */
  readonly violations: (request: SandboxRequest) => readonly string[]
  readonly message: (name: string) => string
  /** 400 when left out. */
  readonly status?: number
}

/** The rules of one domain, by operationId. */
export type SandboxRules = Readonly<Record<string, readonly SandboxRule[]>>

/** The refusal of the first rule that the request breaks. */
export function firstRefusal(rules: readonly SandboxRule[], request: SandboxRequest): Reply | undefined {
  for (const { violations, message, status = 400 } of rules) {
    const names = violations(request)
    if (names.length > 0) return refusal(status, ...names.map(message))
  }
  return undefined
}
