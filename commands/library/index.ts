import type { Command } from '../../src/app/model/command.ts'
import { listLibraryCalls } from './calls.ts'
import { listLibraryFolders } from './folders.ts'

export const libraryCommands: readonly Command[] = [listLibraryFolders, listLibraryCalls]
