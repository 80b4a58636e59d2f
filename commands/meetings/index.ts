import type { Command } from '../../src/app/model/command.ts'
import { checkMeetingUsers } from './check.ts'
import { createMeeting } from './create.ts'
import { deleteMeeting } from './delete.ts'
import { updateMeeting } from './update.ts'

export const meetingCommands: readonly Command[] = [createMeeting, updateMeeting, deleteMeeting, checkMeetingUsers]
