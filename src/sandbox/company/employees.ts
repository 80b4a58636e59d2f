/** Who works at Tallyhouse, the company that this sandbox is about. */
export const DOMAIN = 'tallyhouse.example'

type Role = 'leader' | 'manager' | 'seller' | 'keeper' | 'engineer'

/** Offsets in minutes east of Greenwich. Nobody here changes the clocks in summer. */
const UTC_OFFSET_MINUTES = {
  oslo: 60,
  newYork: -300,
  denver: -420,
  oakland: -480,
  bogota: -300,
  recife: -180,
  london: 0,
  berlin: 60,
  lagos: 60,
  athens: 120,
  dubai: 240,
  pune: 330,
  seoul: 540,
  sydney: 600,
} as const

export interface Employee {
  readonly first: string
  readonly last: string
  readonly mailbox: string
  readonly title: string
  readonly role: Role
  /** Index of the manager in the list; absent for the one at the top. */
  readonly manager?: number
  /** Minutes east of Greenwich. */
  readonly utcOffsetMinutes: number
  /** Indexes of the workspaces where this person's calls are. */
  readonly workspaceIndexes: readonly number[]
}

type City = keyof typeof UTC_OFFSET_MINUTES

function employee(
  name: string,
  mailbox: string,
  title: string,
  role: Role,
  manager: number,
  city: City,
  workspaceIndexes: number[],
): Employee {
  const [first = '', last = ''] = name.split('|')
  const utcOffsetMinutes = UTC_OFFSET_MINUTES[city]
  const facts = { first, last, mailbox, title, role, utcOffsetMinutes, workspaceIndexes }
  return manager < 0 ? facts : { ...facts, manager }
}

/** In the order of hiring; managers come before their reports. */
export const employees: readonly Employee[] = [
  employee('Ingrid|Solheim-Achebe', 'ingrid', 'Chief Executive Officer', 'leader', -1, 'oslo', [1]),
  employee('Marcus|Delacroix', 'm.delacroix', 'Chief Revenue Officer', 'leader', 0, 'newYork', [0]),
  employee('Rosalind|Okonkwo', 'r.okonkwo', 'VP Sales, Americas', 'leader', 1, 'denver', [0]),
  employee('Jürgen|Weißenfels', 'j.weissenfels', 'VP Sales, EMEA and APAC', 'leader', 1, 'berlin', [1]),
  employee('Siobhán|Ní Dhomhnaill', 's.nidhomhnaill', 'VP Customer Success', 'leader', 0, 'london', [2]),
  employee('Tomasz|Wiśniewski', 't.wisniewski', 'Director of Solutions', 'manager', 1, 'berlin', [0, 1]),
  employee("D'Angelo|Whitfield", 'd.whitfield', 'Sales Manager, East', 'manager', 2, 'newYork', [0]),
  employee('Kalani|Nakamura-Reyes', 'k.nakamura', 'Sales Manager, West', 'manager', 2, 'oakland', [0]),
  employee('Beatriz|Carvalho da Silva', 'b.carvalho', 'Sales Manager, Latin America', 'manager', 2, 'recife', [0]),
  employee('Annelies|van den Berg', 'a.vandenberg', 'Sales Manager, Northern Europe', 'manager', 3, 'berlin', [1]),
  employee('Ελένη|Παπαδοπούλου', 'e.papadopoulou', 'Sales Manager, South and Gulf', 'manager', 3, 'athens', [1]),
  employee('지훈|박', 'j.park', 'Sales Manager, Asia Pacific', 'manager', 3, 'seoul', [1]),
  employee('Chukwuemeka|Eze', 'c.eze', 'Customer Success Manager, Team Lead', 'manager', 4, 'lagos', [2]),
  employee('Priscilla|Tran', 'p.tran', 'Account Executive', 'seller', 6, 'newYork', [0]),
  employee('Aoife|O’Rourke', 'a.orourke', 'Account Executive', 'seller', 6, 'newYork', [0]),
  employee('Malik|Johnson', 'm.johnson', 'Enterprise Account Executive', 'seller', 6, 'newYork', [0]),
  employee('Zofia|Kamińska', 'z.kaminska', 'Sales Development Representative', 'seller', 6, 'newYork', [0]),
  employee('Hokulani|Kealoha', 'h.kealoha', 'Account Executive', 'seller', 7, 'oakland', [0]),
  employee('Diego|Villaseñor', 'd.villasenor', 'Enterprise Account Executive', 'seller', 7, 'denver', [0]),
  employee('Wren|Begaye', 'w.begaye', 'Account Executive', 'seller', 7, 'denver', [0]),
  employee('Harpreet|Kaur', 'h.kaur', 'Sales Development Representative', 'seller', 7, 'oakland', [0]),
  employee('João|Guimarães', 'j.guimaraes', 'Account Executive', 'seller', 8, 'recife', [0]),
  employee('María José|Ñáñez', 'mj.nanez', 'Account Executive', 'seller', 8, 'bogota', [0]),
  employee('Freya|Lindqvist', 'f.lindqvist', 'Account Executive', 'seller', 9, 'oslo', [1]),
  employee('Oliver|St. John-Smythe', 'o.stjohn', 'Enterprise Account Executive', 'seller', 9, 'london', [1]),
  employee('Zoë|Çelik', 'z.celik', 'Account Executive', 'seller', 9, 'berlin', [1]),
  employee('Bartłomiej|Łukasik', 'b.lukasik', 'Sales Development Representative', 'seller', 9, 'berlin', [1]),
  employee('Giulia|D’Annunzio', 'g.dannunzio', 'Account Executive', 'seller', 10, 'berlin', [1]),
  employee('ليلى|المنصوري', 'l.almansoori', 'Enterprise Account Executive', 'seller', 10, 'dubai', [1]),
  employee('נועה|ברק', 'n.barak', 'Account Executive', 'seller', 10, 'athens', [1]),
  employee('美咲|田中', 'm.tanaka', 'Account Executive', 'seller', 11, 'seoul', [1]),
  employee('子轩|欧阳', 'z.ouyang', 'Account Executive', 'seller', 11, 'sydney', [1]),
  employee('अनन्या|देशपांडे', 'a.deshpande', 'Enterprise Account Executive', 'seller', 11, 'pune', [1]),
  employee('Tāne|Parata', 't.parata', 'Sales Development Representative', 'seller', 11, 'sydney', [1]),
  employee('Funmilayo|Adébáyọ̀', 'f.adebayo', 'Customer Success Manager', 'keeper', 12, 'lagos', [2]),
  employee('Søren|Østergaard', 's.ostergaard', 'Customer Success Manager', 'keeper', 12, 'berlin', [1, 2]),
  employee('Nguyễn|Thị Hương', 'huong.nguyen', 'Customer Success Manager', 'keeper', 12, 'denver', [0, 2]),
  employee('Олена|Шевченко', 'o.shevchenko', 'Solutions Engineer', 'engineer', 5, 'athens', [0, 1]),
  employee('Rahul|Iyer', 'r.iyer', 'Solutions Engineer', 'engineer', 5, 'pune', [0, 1]),
  employee('Camille|Lefèvre-Brûlé', 'c.lefevre', 'Solutions Engineer', 'engineer', 5, 'newYork', [0, 1]),
]
