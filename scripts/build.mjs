/**
 * Bundles the tool into dist/, so that an install is one package and a start reads few files: `gong.cjs` is the program,
 * `jq.cjs` a thread, `keychain.cjs` and `statement.cjs` programs that it starts, and parts/ is what they load when it is wanted.
 * CommonJS, since Node's loader of ES modules takes 7 % of a start by itself.
 */
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { notices, packagesIn } from './notices.mjs'

// Not all of dist/: what has been compiled for a release stays.
for (const old of ['parts', 'gong.cjs', 'jq.cjs', 'keychain.cjs', 'statement.cjs'])
  rmSync(join('dist', old), { recursive: true, force: true })

const { output } = await bundle({
  programs: {
    ...{ gong: 'bin/gong.ts', jq: 'bin/jq-worker.ts' },
    ...{ keychain: 'bin/keychain-helper.ts', statement: 'bin/statement-process.ts' },
  },
  ending: 'cjs',
  folder: 'dist',
})

chmodSync(join('dist', 'gong.cjs'), 0o755)
// Node looks upwards for one of these from each file, and would read the large one of the package.
writeFileSync(join('dist', 'package.json'), '{"type":"commonjs"}\n')
writeFileSync(join('dist', 'THIRD-PARTY-NOTICES.txt'), notices(packagesIn(output)))
