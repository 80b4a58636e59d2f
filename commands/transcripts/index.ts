import type { Command } from '../../src/app/model/command.ts'
import { exportTranscriptFiles } from './export.ts'
import { getTranscripts } from './get.ts'

export const transcriptCommands: readonly Command[] = [getTranscripts, exportTranscriptFiles]
