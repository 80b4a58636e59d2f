import { add } from './add.ts'
import { checkStored } from './check.ts'
import { login } from './login.ts'
import { exporting, importing } from './portable.ts'
import { rekeying } from './rekey.ts'
import { set } from './set.ts'
import { show } from './show.ts'
import { list, remove, rename, use } from './stored.ts'

export const profiles = [add, login, list, show, use, set, checkStored, rename, remove, rekeying, exporting, importing]
