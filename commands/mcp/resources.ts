import type { ResourceShelf } from '../../src/mcp/tool.ts'

/** The documents that a client can read. */
export const resources: ResourceShelf = { families: [], list: async () => [], read: async () => undefined }
