import type { ScryptCost } from '../ports.ts'

/** Of a passphrase: 128 MB and a third of a second for each guess. */
export const SCRYPT_COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }
/** Of an address or number in a receipt: some 20 ms. The receipts on disk do not say it: with another one none would be known again. */
export const PROOF_COST: ScryptCost = { N: 2 ** 13, r: 8, p: 1 }
