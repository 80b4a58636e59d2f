/** Prints the folder of clients of the Model Context Protocol, which npm fetches once: the Inspector and the conformance suite. */
import { join } from 'node:path'
import { fetchPackages, thisSystem } from './fetch-packages.mjs'

// What is optional there opens browsers' pages and keychains.
const folder = fetchPackages('test/mcp-clients', thisSystem(), ['--omit=optional'])
process.stdout.write(join(folder, 'node_modules/@modelcontextprotocol'))
