/** Whom a request is about: an e-mail address, or a number in E.164. */
export type Person = { readonly email: string } | { readonly phone: string }

/** The address or the number itself. */
export function addressOf(person: Person): string {
  return 'email' in person ? person.email : person.phone
}

/** The key under which two values are the same person: addresses are the same in any case. */
export function personKey(person: Person): string {
  return addressOf(person).toLowerCase()
}
