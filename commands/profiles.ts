import { add } from './profiles/add.ts'
import { checkStored } from './profiles/check.ts'
import { login } from './profiles/login.ts'
import { exporting, importing } from './profiles/portable.ts'
import { rekeying } from './profiles/rekey.ts'
import { set } from './profiles/set.ts'
import { show } from './profiles/show.ts'
import { list, remove, rename, use } from './profiles/stored.ts'

export const profiles = [add, login, list, show, use, set, checkStored, rename, remove, rekeying, exporting, importing]
