import type { Command } from '../../src/app/command.ts'
import { listLibraryCalls } from './calls.ts'
import { listLibraryFolders } from './folders.ts'

export const libraryCommands: readonly Command[] = [listLibraryFolders, listLibraryCalls]
