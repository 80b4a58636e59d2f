import type { Send, WireRequest } from '../api/transport.ts'
import { forTerminal, oneLine } from '../output/sanitize.ts'
import type { Context, Output, Questions, Spinner } from '../platform/ports.ts'
import type { Secrets } from './secrets.ts'

/**
 * The same world, which learns every secret that is typed or sent, and lets none of them onto stderr. Questions and the line
 * of progress are cleaned here, for they go to the terminal past everything else.
 */
export function guarded(context: Context, secrets: Secrets): Context {
  let stderr: Output | undefined
  // Not a copy: that would look at the streams and the zone, which is slow.
  return Object.create(context, {
    stderr: {
      get: () => {
        stderr ??= redacting(context.stderr, secrets)
        return stderr
      },
    },
    ask: { value: asking(context.ask, secrets) },
    spin: { value: async () => spinning(await context.spin(), secrets) },
    network: { value: learning(context.network, secrets) },
  })
}

function redacting(output: Output, { redact }: Secrets): Output {
  const write: Output['write'] = (chunk) => output.write(typeof chunk === 'string' ? redact(chunk) : chunk)
  return Object.create(output, { write: { value: write } })
}

function asking(ask: Questions, { add, redact }: Secrets): Questions {
  const clean = (message: string) => redact(forTerminal(message).replaceAll('\n', '\n  '))
  return {
    possible: ask.possible,
    text: (message, options) => ask.text(clean(message), options),
    confirm: (message) => ask.confirm(clean(message)),
    async secret(message) {
      const secret = await ask.secret(clean(message))
      add(secret)
      return secret
    },
  }
}

function spinning(spinner: Spinner, { redact }: Secrets): Spinner {
  return { show: (text) => spinner.show(redact(oneLine(text))), stop: () => spinner.stop() }
}

/** What a sign-in sends besides its header (RFC 6749). */
const GRANT = ['code', 'refresh_token', 'access_token', 'client_secret', 'password']

function learning(network: Send, secrets: Secrets): Send {
  return (request, signal) => {
    learn(request, secrets)
    return network(request, signal)
  }
}

function learn({ url, headers, body }: WireRequest, secrets: Secrets): void {
  secrets.addAuthorization(headers.authorization)
  if (!/[?&]grant_type=/.test(url) && headers['content-type'] !== 'application/x-www-form-urlencoded') return
  const fields = [new URL(url).searchParams, new URLSearchParams(typeof body === 'string' ? body : '')]
  for (const name of GRANT) for (const some of fields) secrets.add(some.get(name) ?? undefined)
}
