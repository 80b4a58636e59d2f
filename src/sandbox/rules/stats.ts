import { isAfterToday } from '../handlers/activity.ts'
import { filterIn } from '../route.ts'
import type { SandboxRules } from './rule.ts'

export const statsRules: SandboxRules = {
  listAnsweredScorecards: [
    {
      violations: (request) => {
        const filter = filterIn(request.body)
        return ['callToDate', 'reviewToDate'].filter((name) => isAfterToday(request, filter[name]))
      },
      message: (name) => `${name} must not be later than today`,
    },
  ],
}
