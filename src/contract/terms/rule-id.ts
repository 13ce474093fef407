/**
 * The names of all rules. The first letter says what a rule is about: T transport, G the GET stream,
 * R resumption, C cancellation, S sessions, V versions, H hosts, P progress, L logging; the
 * specification has these. Z are our own: the specification has no word about when things arrive.
 */
export const RULE_IDS = [
  ...[
    'T01',
    'T05',
    'T06',
    'T07',
    'T08',
    'T10',
    'T11',
    'T12',
    'T13',
    'T14',
    'T15',
    'T16',
    'T17',
    'T19',
  ],
  ...['G01', 'G03', 'G04', 'G05', 'G06'],
  ...['R01', 'R05', 'R08'],
  ...['C01', 'C03', 'C06', 'C07', 'C08'],
  ...['S01', 'S02', 'S04', 'S05'],
  ...['V02', 'V03', 'V05', 'V06'],
  ...['H01'],
  ...['P01', 'P02', 'P03'],
  ...['L01', 'L02', 'L03', 'L04'],
  ...[
    'Z01',
    'Z02',
    'Z03',
    'Z04',
    'Z05',
    'Z06',
    'Z07',
    'Z08',
    'Z09',
    'Z10',
    'Z11',
    'Z12',
    'Z13',
    'Z14',
    'Z15',
    'Z16',
    'Z17',
    'Z18',
  ],
] as const;

export type RuleId = (typeof RULE_IDS)[number];
