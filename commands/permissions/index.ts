import type { Command } from '../../src/app/command.ts'
import { createProfile } from './create.ts'
import { getProfile } from './get.ts'
import { listProfiles } from './list.ts'
import { updateProfile } from './update.ts'
import { listProfileUsers } from './users.ts'

export const permissionCommands: readonly Command[] = [
  listProfiles,
  getProfile,
  listProfileUsers,
  createProfile,
  updateProfile,
]
