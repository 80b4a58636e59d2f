/** Prints where the Inspector's command line is, a client of the Model Context Protocol that npm fetches once. */
import { join } from 'node:path'
import { fetchPackages, thisSystem } from '../packaging/fetch-packages.mjs'

// What is optional there opens browsers' pages and keychains.
const folder = fetchPackages('test/inspector', thisSystem(), ['--omit=optional'])
process.stdout.write(join(folder, 'node_modules/@modelcontextprotocol/inspector/clients/cli/build/index.js'))
