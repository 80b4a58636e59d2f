import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyFolder } from './temporary-folder.ts'

/** What a server needs to show that it is a host. */
interface Identity {
  readonly key: Buffer
  readonly cert: Buffer
}

/** An authority that nobody has heard of, as companies have one: its certificate, and what it signs. */
interface Authority {
  /** The file for NODE_EXTRA_CA_CERTS. */
  readonly file: string
  sign(host: string): Identity
}

const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** Founds an authority with openssl, in a folder that is gone when the tests of the file are done. */
export function authority(): Authority {
  const folder = emptyFolder()
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const request = ['req', ...CURVE, '-batch']
  openssl(...request, '-x509', '-days', '2', '-subj', '/CN=A private authority', '-keyout', 'ca.key', '-out', 'ca.pem')
  return {
    file: join(folder, 'ca.pem'),
    sign(host) {
      const signed = ['x509', '-req', '-days', '2', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial']
      writeFileSync(join(folder, 'names'), `subjectAltName=${/^[\d.]+$/.test(host) ? 'IP' : 'DNS'}:${host}`)
      openssl(...request, '-subj', `/CN=${host}`, '-keyout', `${host}.key`, '-out', `${host}.csr`)
      openssl(...signed, '-in', `${host}.csr`, '-extfile', 'names', '-out', `${host}.pem`)
      const read = (ending: string) => readFileSync(join(folder, host + ending))
      return { key: read('.key'), cert: read('.pem') }
    },
  }
}
