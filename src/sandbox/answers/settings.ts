import { type Answers, whole } from './asked.ts'

/** What an administrator set up. */
export const settings: Answers = {
  listWorkspaces: (asked) =>
    whole(
      asked,
      asked.company.workspaces.map(({ row }) => row),
    ),
}
