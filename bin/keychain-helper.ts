/**
 * A program of its own that speaks to the keychain of the OS: a request as JSON on stdin, an answer as JSON on stdout. Its
 * library stops the whole process while D-Bus is silent, and only a process can be ended from outside.
 */
import { readFileSync } from 'node:fs'
import type { KeychainReply, KeychainRequest } from '../src/platform/node/keychain.ts'

async function answer({ action, service, account, secret }: KeychainRequest): Promise<KeychainReply> {
  const { Entry } = await import('@napi-rs/keyring')
  // Left to itself the library would fall back to the kernel's keyring, which is empty after a restart.
  const entry = new Entry(service, account, { linux: { store: 'secret-service' } })
  switch (action) {
    case 'get':
      return { secret: entry.getPassword() ?? undefined }
    case 'set':
      entry.setPassword(secret)
      return {}
    case 'remove':
      entry.deletePassword()
      return {}
  }
}

async function main(): Promise<void> {
  const request: KeychainRequest = JSON.parse(readFileSync(0, 'utf8'))
  const reply = await answer(request).catch((error: Error): KeychainReply => ({ error: error.message }))
  process.stdout.write(JSON.stringify(reply))
}

void main()
