import type { Command } from '../../src/app/model/command.ts'
import { applyPermissionProfiles } from './apply.ts'
import { explainCallAccess } from './can.ts'
import { createPermissionProfile } from './create.ts'
import { comparePermissionProfiles } from './diff.ts'
import { exportPermissionProfiles } from './export.ts'
import { getPermissionProfile } from './get.ts'
import { listPermissionProfiles } from './list.ts'
import { compareAllPermissionProfiles } from './matrix.ts'
import { findPermissionProfilesOfUser } from './of.ts'
import { updatePermissionProfile } from './update.ts'
import { listPermissionProfileUsers } from './users.ts'

export const permissionCommands: readonly Command[] = [
  listPermissionProfiles,
  getPermissionProfile,
  listPermissionProfileUsers,
  findPermissionProfilesOfUser,
  explainCallAccess,
  comparePermissionProfiles,
  compareAllPermissionProfiles,
  exportPermissionProfiles,
  applyPermissionProfiles,
  createPermissionProfile,
  updatePermissionProfile,
]
