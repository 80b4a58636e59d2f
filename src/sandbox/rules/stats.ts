import { isAfterToday } from '../answers/activity.ts'
import { filterOf } from '../route.ts'
import type { Rules } from './rule.ts'

export const stats: Rules = {
  listAnsweredScorecards: [
    {
      when: (asked) => {
        const filter = filterOf(asked.body)
        return ['callToDate', 'reviewToDate'].filter((name) => isAfterToday(asked, filter[name]))
      },
      says: (name) => `${name} must not be later than today`,
    },
  ],
}
