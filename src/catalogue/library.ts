import { operations } from './operation.ts'

export const library = operations('library', {
  folders: {
    id: 'getLibraryStructure',
    method: 'GET',
    path: '/v2/library/folders',
    effect: 'read',
    scope: 'api:library:read',
    summary: 'List the public folders of the call library',
    params: { workspace: { to: 'query.workspaceId', kind: 'id', help: 'only this workspace' } },
    answer: {
      shape: 'list',
      key: 'folders',
      fields: ['id', 'name', 'parentFolderId', 'createdBy', 'updated'],
      emptyOn404: true,
    },
    cautions: [
      'A company with several workspaces has to name one.',
      'Private and archived folders are not listed. The list is flat: parentFolderId makes it a tree.',
    ],
  },
  calls: {
    id: 'getCallsInSpecificFolder',
    method: 'GET',
    path: '/v2/library/folder-content',
    effect: 'read',
    scope: 'api:library:read',
    summary: 'List the calls and snippets in one folder of the library',
    params: {
      folder: { to: 'query.folderId', kind: 'id', required: true, help: 'the folder', names: 'library-folder' },
    },
    answer: {
      shape: 'list',
      key: 'calls',
      fields: ['id', 'title', 'note', 'addedBy', 'created', 'url', 'snippet.fromSec', 'snippet.toSec'],
      emptyOn404: true,
    },
  },
})
