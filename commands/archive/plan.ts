import { GONG_RATE } from '../../src/api/pace.ts'
import type { LocalJob } from '../../src/app/model/job.ts'
import type { ArchiveContext, ArchiveRequest } from '../../src/archive/context.ts'
import { bytesOfRecording } from '../../src/archive/media-size.ts'
import { type PlannedPart, planArchive, sizeOfArchive } from '../../src/archive/plan.ts'
import { localTimeFormatter } from '../../src/lib/local-time.ts'
import { sizeText } from '../../src/lib/size-text.ts'
import { counted, formatCount } from '../../src/lib/spelling.ts'
import { shareOfDay } from './quota-share.ts'

/** Says what an archive takes: requests, days of quota, room on the disk. @returns its parts */
export async function sayPlan(
  request: ArchiveRequest,
  dir: string,
  context: ArchiveContext,
  job: LocalJob,
): Promise<readonly PlannedPart[]> {
  const size = await sizeOfArchive(context.gong, request.span)
  const parts = planArchive(request.subjects, request.span, context.manifest.state, size)
  const requests = parts.reduce((sum, part) => sum + part.requests, 0)
  const { today, aDay } = await shareOfDay(job)
  const days = requests <= today ? 'today' : `${counted(1 + Math.ceil((requests - today) / aDay), 'day')}`
  const minutes = Math.ceil(requests / (job.globals.rate || GONG_RATE) / 60)
  const { from, to } = request.span
  const day = (instant: string) => localTimeFormatter(request.zone)(instant)?.slice(0, 10) ?? instant
  await job.say(
    `${counted(size.calls, 'call')} from ${day(from)} to ${day(to)}: about ${counted(requests, 'request')}, ${counted(minutes, 'minute')}${request.subjects.has('media') ? ' and the recordings' : ''}; ${days === 'today' ? 'the requests of today are enough' : `${days} of quota`}`,
  )
  await sayRoom(request, parts, dir, context, job)
  return parts
}

async function sayRoom(
  request: ArchiveRequest,
  parts: readonly PlannedPart[],
  dir: string,
  context: ArchiveContext,
  { context: { files }, say, warn }: LocalJob,
): Promise<void> {
  const free = await files.freeBytes(dir)
  const room = free === undefined ? '' : `; ${sizeText(free)} are free`
  const recordings = parts.find(({ what }) => what === 'media')?.records ?? 0
  if (recordings === 0) return
  const bytes = await bytesOfRecording(request.span, request.media, context)
  if (bytes === undefined) return await say(`how large ${formatCount(recordings)} recordings are, nobody tells${room}`)
  const line = `recordings: up to ${formatCount(recordings)}, about ${sizeText(bytes * recordings)}${room}`
  await (free !== undefined && free < bytes * recordings ? warn(line) : say(line))
}
