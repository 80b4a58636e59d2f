/** What a call is about. */
export type CallKind = 'discovery' | 'demo' | 'pricing' | 'security' | 'renewal' | 'team'
