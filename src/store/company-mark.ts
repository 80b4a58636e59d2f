/** The mark of a copy that says whose it is: a `companyRow` as JSON. */
export const COMPANY_MARK = 'company'
