import type { HttpTransport } from '../../src/platform/http.ts'
import { network } from './fake-gong.ts'

/** A Gong that holds one call of this title, in which Ann and three others were. */
export const oneCall = (title: string, lists: object = {}): HttpTransport =>
  network(({ method }) =>
    method === 'GET'
      ? {
          requestId: 'r1',
          calls: [{ id: '1' }],
          emails: [],
          meetings: [],
          customerData: [],
          customerEngagement: [],
          matchingPhoneNumbers: [],
          emailAddresses: [],
          ...lists,
        }
      : {
          requestId: 'r2',
          callTranscripts: [],
          calls: [
            {
              metaData: {
                id: '1',
                title,
                started: '2026-05-01T10:00:00Z',
                primaryUserId: '7',
                url: 'javascript:alert(1)',
              },
              parties: [
                { name: 'Hana Host', userId: '7' },
                { name: 'Otto Other' },
                { emailAddress: 'nameless@c.example' },
                { name: 'Ann', emailAddress: 'a@b.example' },
              ],
            },
          ],
        },
  )
