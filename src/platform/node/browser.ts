import { spawn } from 'node:child_process'

/** The program of each system that opens an address; its arguments are taken as they are, by no shell. */
const OPENERS: { readonly [platform: string]: readonly string[] } = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Opens an address in the browser. Where there is none, or no screen to show it on, nothing happens. */
export async function openBrowser(address: string): Promise<void> {
  const { platform, env } = process
  const [program = 'xdg-open', ...args] = OPENERS[platform] ?? []
  // Without a screen xdg-open would start a browser of text in the middle of this terminal.
  if (OPENERS[platform] === undefined && !env.DISPLAY && !env.WAYLAND_DISPLAY) return
  const child = spawn(program, [...args, address], { env: withoutSecrets(env), stdio: 'ignore', detached: true })
  child.on('error', () => undefined).unref()
}

/** What a browser has no use for: credentials and passphrases, and the password that a proxy's address may hold. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^GONG_|_proxy$/i.test(name)))
}
