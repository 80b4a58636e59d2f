import type { Command } from '../../src/app/model/command.ts'
import { addProfileCommand } from './add.ts'
import { checkProfileCommand } from './check.ts'
import { exportProfileCommand } from './export.ts'
import { importProfileCommand } from './import.ts'
import { listProfilesCommand } from './list.ts'
import { loginCommand } from './login.ts'
import { rekeyCommand } from './rekey.ts'
import { removeProfileCommand } from './remove.ts'
import { renameProfileCommand } from './rename.ts'
import { setProfileCommand } from './set.ts'
import { showProfileCommand } from './show.ts'
import { useProfileCommand } from './use.ts'

export const profileCommands: readonly Command[] = [
  addProfileCommand,
  loginCommand,
  listProfilesCommand,
  showProfileCommand,
  useProfileCommand,
  setProfileCommand,
  checkProfileCommand,
  renameProfileCommand,
  removeProfileCommand,
  rekeyCommand,
  exportProfileCommand,
  importProfileCommand,
]
