/** The main job on the built-in company: a table of calls, and what was said in one of them. */
import { execFileSync } from 'node:child_process'

const columns = String(process.stdout.columns ?? 100)

/** @param {string[]} args */
const gong = (...args) =>
  execFileSync(process.execPath, ['dist/gong.js', ...args, '--sandbox'], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: columns },
  })

/** @param {string[]} args */
function show(...args) {
  process.stdout.write(`\n$ gong ${args.join(' ')}\n${gong(...args)}`)
}

show('calls', 'list', '--during', 'last-month', '--limit', '12', '--format', 'table')
const [call] = JSON.parse(gong('transcripts', 'get', '--during', 'last-month', '--limit', '1', '--format', 'json'))
show('transcripts', 'get', call.callId, '--format', 'table')
process.stdout.write(
  '\nNext: node dist/gong.js calls details --during yesterday --sandbox, or node dist/gong.js --help\n',
)
