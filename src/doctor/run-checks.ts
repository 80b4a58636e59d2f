import type { ChosenCredential } from '../credentials/choose-profile.ts'
import { formatCount } from '../lib/spelling.ts'
import { checkBulkJournals } from './bulk-journals.ts'
import { checkCompletions } from './completions.ts'
import { type Check, type DoctorContext, type Finding, ok, runCheck, unknown, warning } from './finding.ts'
import { checkFolders } from './folders.ts'
import { checkJournals } from './journals.ts'
import { checkLocks } from './locks.ts'
import { checkOnline } from './online.ts'
import { areProfilesLocked, checkProfiles, UNLOCK_HINT } from './profiles.ts'
import { proxyFinding } from './proxy.ts'
import { checkReceipts } from './receipts.ts'
import { checkVersions } from './versions.ts'

/** Gong's own limit for a company (field notes, "Limits and cursors"). */
const REQUESTS_A_DAY = 10_000

/** The checks that send nothing. */
const LOCAL_CHECKS: { readonly [name: string]: Check } = {
  gong: checkVersions,
  folders: checkFolders,
  profiles: checkProfiles,
  journals: checkJournals,
  bulk: checkBulkJournals,
  locks: checkLocks,
  receipts: checkReceipts,
  completions: checkCompletions,
}

/**
 * Runs every check.
 *
 * @param offline whether to send nothing
 * @returns a finding for each, from the machine to the network to Gong
 */
export async function runChecks(doctor: DoctorContext, offline: boolean): Promise<readonly Finding[]> {
  const local = Object.entries(LOCAL_CHECKS).map(([name, check]) => runCheck(name, () => check(doctor)))
  return [
    ...(await Promise.all(local)).flat(),
    ...(await runCheck('credentials', () => checkCredentials(doctor, offline))),
  ]
}

/** Which credential is used for which host and, unless offline, whether it works. @throws Failure when there is none */
async function checkCredentials(doctor: DoctorContext, offline: boolean): Promise<readonly Finding[]> {
  const chosen = await doctor.chosen()
  const who = `${chosen.why}, for ${chosen.baseUrl}`
  // The sandbox is in this process, so there is no connection to check.
  const proxy = doctor.sandboxed ? [] : [proxyFinding(doctor.context.env, chosen.baseUrl)]
  if (offline)
    return [
      unknown('credentials', `${who}; not tried`, 'gong doctor, without --offline'),
      ...proxy,
      ...(await requestsToday(doctor, chosen)),
    ]
  if (chosen.name !== undefined && (await areProfilesLocked(doctor.context)))
    return [
      warning('credentials', `${who}; not tried, since its key is not opened`, UNLOCK_HINT),
      ...proxy,
      ...(await requestsToday(doctor, chosen)),
    ]
  return [...(await checkOnline(doctor, chosen, who, proxy)), ...(await requestsToday(doctor, chosen))]
}

async function requestsToday(doctor: DoctorContext, { baseUrl }: ChosenCredential): Promise<Finding[]> {
  const sent = await doctor.sentToday(baseUrl)
  const found = `${formatCount(sent)} of ${formatCount(REQUESTS_A_DAY)} today (UTC) from this machine`
  return sent < 0.9 * REQUESTS_A_DAY
    ? [ok('requests', found)]
    : [warning('requests', found, 'Gong refuses more until the day ends; narrow the windows, or come back tomorrow')]
}
