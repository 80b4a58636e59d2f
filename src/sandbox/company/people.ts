/** Who works at Tallyhouse, the company that this sandbox is about. */
export const DOMAIN = 'tallyhouse.example'

type Role = 'leader' | 'manager' | 'seller' | 'keeper' | 'engineer'

/** Offsets in minutes east of Greenwich. Nobody here changes the clocks in summer. */
const ZONE = {
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

export interface Person {
  readonly first: string
  readonly last: string
  readonly mailbox: string
  readonly title: string
  readonly role: Role
  /** Place in the list of the manager; absent for the one at the top. */
  readonly boss?: number
  /** Minutes east of Greenwich. */
  readonly zone: number
  /** Places in the list of workspaces where this person's calls are. */
  readonly desks: readonly number[]
}

type Place = keyof typeof ZONE

function person(
  name: string,
  mailbox: string,
  title: string,
  role: Role,
  boss: number,
  at: Place,
  desks: number[],
): Person {
  const [first = '', last = ''] = name.split('|')
  const known = { first, last, mailbox, title, role, zone: ZONE[at], desks }
  return boss < 0 ? known : { ...known, boss }
}

/** In the order of hiring; each manager stands before the people who report to them. */
export const people: readonly Person[] = [
  person('Ingrid|Solheim-Achebe', 'ingrid', 'Chief Executive Officer', 'leader', -1, 'oslo', [1]),
  person('Marcus|Delacroix', 'm.delacroix', 'Chief Revenue Officer', 'leader', 0, 'newYork', [0]),
  person('Rosalind|Okonkwo', 'r.okonkwo', 'VP Sales, Americas', 'leader', 1, 'denver', [0]),
  person('Jürgen|Weißenfels', 'j.weissenfels', 'VP Sales, EMEA and APAC', 'leader', 1, 'berlin', [1]),
  person('Siobhán|Ní Dhomhnaill', 's.nidhomhnaill', 'VP Customer Success', 'leader', 0, 'london', [2]),
  person('Tomasz|Wiśniewski', 't.wisniewski', 'Director of Solutions', 'manager', 1, 'berlin', [0, 1]),
  person("D'Angelo|Whitfield", 'd.whitfield', 'Sales Manager, East', 'manager', 2, 'newYork', [0]),
  person('Kalani|Nakamura-Reyes', 'k.nakamura', 'Sales Manager, West', 'manager', 2, 'oakland', [0]),
  person('Beatriz|Carvalho da Silva', 'b.carvalho', 'Sales Manager, Latin America', 'manager', 2, 'recife', [0]),
  person('Annelies|van den Berg', 'a.vandenberg', 'Sales Manager, Northern Europe', 'manager', 3, 'berlin', [1]),
  person('Ελένη|Παπαδοπούλου', 'e.papadopoulou', 'Sales Manager, South and Gulf', 'manager', 3, 'athens', [1]),
  person('지훈|박', 'j.park', 'Sales Manager, Asia Pacific', 'manager', 3, 'seoul', [1]),
  person('Chukwuemeka|Eze', 'c.eze', 'Customer Success Manager, Team Lead', 'manager', 4, 'lagos', [2]),
  person('Priscilla|Tran', 'p.tran', 'Account Executive', 'seller', 6, 'newYork', [0]),
  person('Aoife|O’Rourke', 'a.orourke', 'Account Executive', 'seller', 6, 'newYork', [0]),
  person('Malik|Johnson', 'm.johnson', 'Enterprise Account Executive', 'seller', 6, 'newYork', [0]),
  person('Zofia|Kamińska', 'z.kaminska', 'Sales Development Representative', 'seller', 6, 'newYork', [0]),
  person('Hokulani|Kealoha', 'h.kealoha', 'Account Executive', 'seller', 7, 'oakland', [0]),
  person('Diego|Villaseñor', 'd.villasenor', 'Enterprise Account Executive', 'seller', 7, 'denver', [0]),
  person('Wren|Begaye', 'w.begaye', 'Account Executive', 'seller', 7, 'denver', [0]),
  person('Harpreet|Kaur', 'h.kaur', 'Sales Development Representative', 'seller', 7, 'oakland', [0]),
  person('João|Guimarães', 'j.guimaraes', 'Account Executive', 'seller', 8, 'recife', [0]),
  person('María José|Ñáñez', 'mj.nanez', 'Account Executive', 'seller', 8, 'bogota', [0]),
  person('Freya|Lindqvist', 'f.lindqvist', 'Account Executive', 'seller', 9, 'oslo', [1]),
  person('Oliver|St. John-Smythe', 'o.stjohn', 'Enterprise Account Executive', 'seller', 9, 'london', [1]),
  person('Zoë|Çelik', 'z.celik', 'Account Executive', 'seller', 9, 'berlin', [1]),
  person('Bartłomiej|Łukasik', 'b.lukasik', 'Sales Development Representative', 'seller', 9, 'berlin', [1]),
  person('Giulia|D’Annunzio', 'g.dannunzio', 'Account Executive', 'seller', 10, 'berlin', [1]),
  person('ليلى|المنصوري', 'l.almansoori', 'Enterprise Account Executive', 'seller', 10, 'dubai', [1]),
  person('נועה|ברק', 'n.barak', 'Account Executive', 'seller', 10, 'athens', [1]),
  person('美咲|田中', 'm.tanaka', 'Account Executive', 'seller', 11, 'seoul', [1]),
  person('子轩|欧阳', 'z.ouyang', 'Account Executive', 'seller', 11, 'sydney', [1]),
  person('अनन्या|देशपांडे', 'a.deshpande', 'Enterprise Account Executive', 'seller', 11, 'pune', [1]),
  person('Tāne|Parata', 't.parata', 'Sales Development Representative', 'seller', 11, 'sydney', [1]),
  person('Funmilayo|Adébáyọ̀', 'f.adebayo', 'Customer Success Manager', 'keeper', 12, 'lagos', [2]),
  person('Søren|Østergaard', 's.ostergaard', 'Customer Success Manager', 'keeper', 12, 'berlin', [1, 2]),
  person('Nguyễn|Thị Hương', 'huong.nguyen', 'Customer Success Manager', 'keeper', 12, 'denver', [0, 2]),
  person('Олена|Шевченко', 'o.shevchenko', 'Solutions Engineer', 'engineer', 5, 'athens', [0, 1]),
  person('Rahul|Iyer', 'r.iyer', 'Solutions Engineer', 'engineer', 5, 'pune', [0, 1]),
  person('Camille|Lefèvre-Brûlé', 'c.lefevre', 'Solutions Engineer', 'engineer', 5, 'newYork', [0, 1]),
]
