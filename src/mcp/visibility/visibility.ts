/** What of the company may be seen. */
export interface Visibility {
  /** As they were typed, such as `gong mcp --as k.nakamura@example.com`, for messages. */
  readonly flags: string
  /** Of these workspaces; of all when absent. */
  readonly workspaces?: ReadonlySet<string>
  /** What a person may see; everything when absent. */
  readonly person?: PersonVisibility
}

/** What one person may see, as far as the API tells. */
export interface PersonVisibility {
  canSeeCall(facts: CallToSee): 'yes' | 'no' | 'unknown'
  canSeeFiguresOf(userId: string): boolean
}

/** What tells who may see a call. */
export interface CallToSee {
  readonly workspaceId: string
  readonly hostId: string
  readonly isPrivate: boolean
  /** Users who took part; absent where Gong does not tell yet. */
  readonly partyIds?: readonly string[]
  /** Users who were given access through the API. */
  readonly grantedIds: readonly string[]
}
