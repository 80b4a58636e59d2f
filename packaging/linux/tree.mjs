/** What a Linux package installs, and where. */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** From the project to the places where shells and `man` look. */
const FILES = {
  'completions/gong.bash': 'usr/share/bash-completion/completions/gong',
  'completions/_gong': 'usr/share/zsh/vendor-completions/_gong',
  'completions/gong.fish': 'usr/share/fish/vendor_completions.d/gong.fish',
}

const ZIPPED = {
  'man/gong.1': 'usr/share/man/man1/gong.1.gz',
  'CHANGELOG.md': 'usr/share/doc/gong-cli/CHANGELOG.md.gz',
}

/**
 * Fills an empty folder with the tree of a package.
 *
 * @param {string} root
 * @param {string} executable becomes /usr/bin/gong
 * @param {string} notices the licences of the packages inside
 */
export function fillTree(root, executable, notices) {
  for (const [from, to] of Object.entries(FILES)) place(root, to, readFileSync(from))
  for (const [from, to] of Object.entries(ZIPPED)) place(root, to, gzipSync(readFileSync(from), { level: 9 }))
  place(root, 'usr/share/doc/gong-cli/copyright', `${readFileSync('LICENSE', 'utf8')}\n${notices}`)
  mkdirSync(join(root, 'usr/bin'), { recursive: true })
  copyFileSync(executable, join(root, 'usr/bin/gong'))
  chmodSync(join(root, 'usr/bin/gong'), 0o755)
}

/** @param {string} root @param {string} path @param {string | Uint8Array} content */
function place(root, path, content) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content, { mode: 0o644 })
}
