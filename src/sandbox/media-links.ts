import type { Row } from '../lib/rows.ts'
import type { SandboxCall } from './company/call.ts'
import { SeededRandom } from './seeded-random.ts'

/** Seconds that a link is good for (field note "Media"). */
const LINK_LIFE_S = 8 * 3600

/**
 * Links to the recording, signed anew for each request (field note "Media"). They lead back to where it was asked for.
 *
 * @param now ms
 */
export function mediaLinks({ id, direction }: SandboxCall, origin: string, now: number): Row {
  const expires = Math.floor(now / 1000) + LINK_LIFE_S
  const link = (file: string) => `${origin}/media/${file}?Expires=${expires}&Signature=${mediaSignature(file, expires)}`
  return { audioUrl: link(`${id}.mp3`), ...(direction === 'Conference' && { videoUrl: link(`${id}.mp4`) }) }
}

/** Of a file, until the second in which its link expires. */
export function mediaSignature(file: string, expires: number): string {
  return new SeededRandom('media', file, expires).digits(24)
}
