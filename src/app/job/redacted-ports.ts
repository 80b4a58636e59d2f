import { forTerminal, oneLine } from '../../lib/terminal-text.ts'
import type { HttpRequest, HttpTransport } from '../../platform/http.ts'
import type { Context, OutputStream, Prompts, Spinner } from '../../platform/ports.ts'
import { overriding } from './overriding.ts'
import type { Secrets } from './secrets.ts'

/**
 * The same platform, which learns every secret that is typed or sent, and lets none of them onto stderr. Questions and the
 * line of progress are sanitized here, since they go to the terminal past everything else.
 */
export function redactedContext(context: Context, secrets: Secrets): Context {
  let stderr: OutputStream | undefined
  return overriding(context, {
    stderr: {
      get: () => {
        stderr ??= redacting(context.stderr, secrets)
        return stderr
      },
    },
    prompts: { value: redactedPrompts(context.prompts, secrets) },
    startSpinner: { value: async () => spinning(await context.startSpinner(), secrets) },
    network: { value: learning(context.network, secrets) },
  })
}

function redacting(output: OutputStream, { redact }: Secrets): OutputStream {
  const write: OutputStream['write'] = (chunk) => output.write(typeof chunk === 'string' ? redact(chunk) : chunk)
  return overriding(output, { write: { value: write } })
}

function redactedPrompts(prompts: Prompts, { add, redact }: Secrets): Prompts {
  const clean = (message: string) => redact(forTerminal(message).replaceAll('\n', '\n  '))
  return {
    get available() {
      return prompts.available
    },
    text: (message, options) => prompts.text(clean(message), options),
    confirm: (message) => prompts.confirm(clean(message)),
    async secret(message) {
      const secret = await prompts.secret(clean(message))
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

function learning(network: HttpTransport, secrets: Secrets): HttpTransport {
  return (request, signal) => {
    learn(request, secrets)
    return network(request, signal)
  }
}

function learn({ url, headers, body }: HttpRequest, secrets: Secrets): void {
  secrets.addAuthorization(headers.authorization)
  if (!/[?&]grant_type=/.test(url) && headers['content-type'] !== 'application/x-www-form-urlencoded') return
  const fields = [new URL(url).searchParams, new URLSearchParams(typeof body === 'string' ? body : '')]
  for (const name of GRANT) for (const some of fields) secrets.add(some.get(name) ?? undefined)
}
