import { checkBulkJournals } from './bulk-journals.ts'
import { checkCompletions } from './completions.ts'
import { type Check, type DoctorContext, type Finding, runCheck, unknown, warning } from './finding.ts'
import { checkFolders } from './folders.ts'
import { checkJournals } from './journals.ts'
import { checkLocks } from './locks.ts'
import { checkOnline } from './online.ts'
import { areProfilesLocked, checkProfiles, UNLOCK_HINT } from './profiles.ts'
import { proxyFinding } from './proxy.ts'
import { checkQuota } from './quota.ts'
import { checkReceipts } from './receipts.ts'
import { checkTemporaryFiles } from './temporary-files.ts'
import { checkUnknownFields } from './unknown-fields.ts'
import { checkVersions } from './versions.ts'

/** The checks that send nothing. */
const LOCAL_CHECKS: { readonly [name: string]: Check } = {
  gong: checkVersions,
  folders: checkFolders,
  profiles: checkProfiles,
  journals: checkJournals,
  bulk: checkBulkJournals,
  locks: checkLocks,
  'temp files': checkTemporaryFiles,
  receipts: checkReceipts,
  completions: checkCompletions,
  fields: checkUnknownFields,
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
      ...(await checkQuota(doctor, chosen)),
    ]
  if (chosen.name !== undefined && (await areProfilesLocked(doctor.context)))
    return [
      warning('credentials', `${who}; not tried, since its key is not opened`, UNLOCK_HINT),
      ...proxy,
      ...(await checkQuota(doctor, chosen)),
    ]
  return [...(await checkOnline(doctor, chosen, who, proxy)), ...(await checkQuota(doctor, chosen))]
}
