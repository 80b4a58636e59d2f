import type { Command } from '../../src/app/model/command.ts'
import { createPermissionProfile } from './create.ts'
import { getPermissionProfile } from './get.ts'
import { listPermissionProfiles } from './list.ts'
import { updatePermissionProfile } from './update.ts'
import { listPermissionProfileUsers } from './users.ts'

export const permissionCommands: readonly Command[] = [
  listPermissionProfiles,
  getPermissionProfile,
  listPermissionProfileUsers,
  createPermissionProfile,
  updatePermissionProfile,
]
