import { isRow } from '../../../src/lib/rows.ts'
import type { SandboxCall } from '../../../src/sandbox/company/call.ts'
import type { Tools } from '../tools.ts'
import { firstOf, isWithOthers, type Truth } from '../truth.ts'

/** A call whose record leaves nothing out, of a deal, whose host was there; neither short nor long. */
export function exemplaryCall(truth: Truth): SandboxCall {
  return firstOf(truth.calls(truth.days(9, 7)), (call) => {
    const { content, interaction } = truth.record(call)
    const isWhole =
      isRow(content) &&
      isRow(interaction) &&
      ['trackers', 'brief'].every((name) => name in content) &&
      ['questions', 'speakers'].every((name) => name in interaction)
    const parties = truth.parties(call)
    const isNamed = parties.every(({ row }) => row.name !== undefined)
    const hasHost = parties.some(({ userId, speakerId }) => userId === call.host.id && speakerId !== null)
    return (
      isWhole &&
      isNamed &&
      hasHost &&
      isWithOthers(call) &&
      call.account.index % 3 !== 0 &&
      call.duration > 900 &&
      call.duration < 2400
    )
  })
}

/** The call as a person names it: with whom, and when. */
export function inWords({ account, started }: SandboxCall): string {
  return `the call with ${account.name} that began at ${new Date(started.at).toISOString()}`
}

/** Its id, as it is found by that. */
export async function findId({ ask }: Tools, { account, started }: SandboxCall): Promise<string> {
  const [from, to] = [started.at, started.at + 1000].map((ms) => new Date(ms).toISOString())
  const { rows } = await ask('find_calls', { account: account.name, from: from ?? '', to: to ?? '', limit: 1 })
  return String(rows[0]?.callId)
}
