import { library } from '../../../catalogue/library.ts'
import { callOutcomes } from '../../../catalogue/outcomes.ts'
import { settings } from '../../../catalogue/settings.ts'
import type { SyncContext } from '../context.ts'
import { countsOf } from '../tally.ts'
import { keepSnapshot, subjectRecords } from './pull.ts'

/** Workspaces, trackers and the outcomes of calls, as they are set up. */
export async function* pullSettings(context: SyncContext): AsyncGenerator<void> {
  const subject = 'settings'
  const workspaces = yield* subjectRecords(context, subject, settings.workspaces, {})
  const spaces = { table: 'workspaces', of: 'workspace_id', operation: settings.workspaces, id: 'id' } as const
  await keepSnapshot(context, { subject, ...spaces, records: workspaces })
  const trackers = yield* subjectRecords(context, subject, settings.trackers, {})
  const tracked = {
    table: 'tracker_settings',
    of: 'tracker_id',
    operation: settings.trackers,
    id: 'trackerId',
  } as const
  await keepSnapshot(context, { subject, ...tracked, records: trackers })
  const ends = yield* subjectRecords(context, subject, callOutcomes.outcomes, {})
  const ended = { table: 'call_outcomes', of: 'outcome', operation: callOutcomes.outcomes, id: 'callOutcome' } as const
  await keepSnapshot(context, { subject, ...ended, records: ends })
}

/** The public folders of the library, and what is in each, a request a folder. */
export async function* pullLibrary(context: SyncContext): AsyncGenerator<void> {
  const subject = 'library'
  const workspaces = yield* subjectRecords(context, subject, settings.workspaces, {})
  for (const { id: workspace } of workspaces) {
    const folders = yield* subjectRecords(context, subject, library.folders, { workspace: String(workspace) })
    const list = { table: 'library_folders', of: 'folder_id', operation: library.folders, id: 'id' } as const
    await keepSnapshot(context, { subject, ...list, records: folders, part: String(workspace) })
    for (const { id: folder } of folders) {
      const calls = yield* subjectRecords(context, subject, library.calls, { folder: String(folder) })
      countsOf(context.tally, subject).changed += calls.length
      await context.store.commit(context.rowsOf(library.calls.id, [{ id: folder ?? null, calls }]))
    }
  }
}
