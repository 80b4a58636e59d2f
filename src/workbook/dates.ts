import type { DateUnit } from './number-formats.ts'

const DAY_MS = 86_400_000
/** Day 0, for days from March 1900 on: before that Excel counts a day that never was. */
const EPOCH_MS = Date.UTC(1899, 11, 30)
const FALSE_LEAP_DAY = 60
/** 31 December 9999. */
const LAST_SERIAL = 2_958_465
/** From day 0 to that of workbooks that count from 1904. */
const DAYS_TO_1904 = 1462

/** @returns days since 30 December 1899; `undefined` where a spreadsheet shows no day for it */
export function dateSerial(serial: number, unit: DateUnit, uses1904: boolean): number | undefined {
  if (unit === 'duration') return serial
  if (unit === 'time' && serial >= 0 && serial < 1) return serial
  const counted = uses1904 ? serial + DAYS_TO_1904 : serial
  if (serial < 0 || counted >= LAST_SERIAL + 1 || Math.floor(counted) === FALSE_LEAP_DAY) return undefined
  if (counted > FALSE_LEAP_DAY) return counted
  return counted < 1 ? undefined : counted + 1
}

/** The number by which a workbook that counts from 1900 has such a day: the inverse of `dateSerial`. */
export function storedSerial(serial: number): number {
  return serial > FALSE_LEAP_DAY ? serial : serial - 1
}

/** What `dateSerial` gives, for a date that stands in a cell as text: `2026-05-01`, `2026-05-01T09:30:00`. */
export function isoSerial(text: string): number | undefined {
  const ms = Date.parse(/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`)
  return Number.isNaN(ms) ? undefined : (ms - EPOCH_MS) / DAY_MS
}

/** @param serial as `dateSerial` gives it */
export function dateText(serial: number, unit: DateUnit): string {
  const ms = Math.round(serial * DAY_MS)
  if (unit === 'duration') return durationText(ms)
  const iso = new Date(EPOCH_MS + ms).toISOString().replace(/(\.000)?Z$/, '')
  if (unit === 'day') return iso.slice(0, 10)
  return unit === 'time' ? iso.slice(11) : iso
}

function durationText(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${ms < 0 ? '-' : ''}${parts.map((part) => String(part).padStart(2, '0')).join(':')}`
}
