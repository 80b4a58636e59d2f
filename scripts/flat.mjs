/**
 * Commander as ES modules. esbuild puts CommonJS into closures that run when they are first wanted, and V8 parses such code
 * twice: once to pass over it and once to run it.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Of whole lines, as commander writes them. @type {readonly [RegExp, string][]} */
const rewritten = [
  [/^const (\{.*\}) = require\(('\..*')\);$/gm, 'import $1 from $2;'],
  [/^exports\.(\w+) = \1;.*$/gm, 'export { $1 };'],
  [/^exports\.(\w+) = (?=new )/gm, 'export const $1 = /* @__PURE__ */ '],
  [/^exports\.(\w+) = /gm, 'export const $1 = '],
]

/** @type {import('esbuild').Plugin} */
export const flatCommander = {
  name: 'commander as ES modules',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^commander$/ }, () => ({ path: resolve('node_modules/commander/index.js') }))
    onLoad({ filter: /\/node_modules\/commander\/.*\.js$/ }, ({ path }) => ({
      contents: rewritten.reduce((code, [from, to]) => code.replace(from, to), readFileSync(path, 'utf8')),
    }))
  },
}
