import type { Tool } from '../../../src/mcp/tool.ts'
import type { CommandRunner } from '../run-command.ts'
import { accountHistory } from './account-history.ts'
import { coaching } from './coaching.ts'
import { findCallsTool } from './find-calls.ts'
import { names } from './names.ts'
import { person } from './person.ts'
import { jobsOf, type QuestionTool, toTool } from './question-tool.ts'
import { readCall } from './read-call.ts'
import { readTranscript } from './read-transcript.ts'
import { scorecardNumbers } from './scorecards.ts'
import { searchSaid } from './search-said.ts'
import { schemaTool, sqlTool } from './sql.ts'
import { status } from './status.ts'
import { teamNumbers } from './team-numbers.ts'
import { trackerMentions } from './tracker-mentions.ts'

/** The questions that there are tools for, those first that others follow from. */
export const QUESTIONS: readonly QuestionTool[] = [
  findCallsTool,
  readCall,
  readTranscript,
  searchSaid,
  accountHistory,
  person,
  teamNumbers,
  scorecardNumbers,
  trackerMentions,
  coaching,
  names,
  sqlTool,
  schemaTool,
  status,
]

/**
 * The toolset `questions`: tools that answer what people ask, instead of what Gong's API happens to offer.
 *
 * @param isRedacted whether something must not leave: SQL could give an address in parts, which no pattern finds
 */
export function questionTools(runner: CommandRunner, isRedacted: boolean): readonly Tool[] {
  return QUESTIONS.filter((one) => !isRedacted || one !== sqlTool).map((one) => toTool(one, jobsOf(runner)))
}
