/** The main job on the built-in company: a table of calls, and what was said in one of them. */
import { execFileSync } from 'node:child_process'

/**
 * Runs the tool on the sandbox; its rows come back, or go to the screen.
 *
 * @param {'pipe' | 'inherit'} stdout
 * @param {string[]} args
 */
const gong = (stdout, ...args) =>
  execFileSync(process.execPath, ['dist/gong.cjs', ...args, '--sandbox'], {
    encoding: 'utf8',
    stdio: ['ignore', stdout, 'inherit'],
  })

/** @param {string[]} args */
function show(...args) {
  process.stdout.write(`\n$ gong ${args.join(' ')} --sandbox\n`)
  gong('inherit', ...args)
}

const calls = JSON.parse(gong('pipe', 'calls', 'list', '--during', 'last-month', '--format', 'json'))
const short = calls.find((call) => call.scope === 'External' && call.duration < 900)

show('calls', 'list', '--during', 'last-month', '--limit', '12', '--format', 'table')
show('transcripts', 'get', short.id, '--speakers', '--format', 'table')
process.stdout.write(
  '\nNext: node dist/gong.cjs calls details --during last-week --limit 5 --sandbox, or node dist/gong.cjs --help\n',
)
