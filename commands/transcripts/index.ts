import type { Command } from '../../src/app/command.ts'
import { exportTranscriptFiles } from './export.ts'
import { getTranscripts } from './get.ts'

export const transcriptCommands: readonly Command[] = [getTranscripts, exportTranscriptFiles]
