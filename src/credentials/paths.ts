import { configFolder } from '../platform/folders.ts'
import type { Context } from '../platform/ports.ts'

type Env = Context['env']

/** The file of profiles. */
export function profileFilePath(env: Env): string {
  return `${configFolder(env)}/credentials.json`
}

/** The file of their settings. */
export function settingsFilePath(env: Env): string {
  return `${configFolder(env)}/settings.json`
}

/** The key file without GONG_KEY_FILE. */
export function defaultKeyFilePath(env: Env): string {
  return `${configFolder(env)}/key`
}

/** The lock of every change in the config folder. */
export function configLockPath(env: Env): string {
  return `${configFolder(env)}/lock`
}
