/**
 * The colours of the pictures, in the file and on the page: Okabe and Ito's, which can be told apart
 * by colour-blind people, darker on white and lighter on black. Shapes say the same again.
 */
const LIGHT = {
  paper: '#ffffff',
  ink: '#1a1d23',
  faint: '#565d68',
  rule: '#d8dce2',
  edge: '#7c8490',
  lane: '#f5f6f8',
  said: '#005b93',
  prompt: '#007a59',
  late: '#b84d00',
  plain: '#565d68',
} as const;

const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  paper: '#14171c',
  ink: '#eef0f3',
  faint: '#a7aeb9',
  rule: '#363c46',
  edge: '#7d8694',
  lane: '#1c2027',
  said: '#6cbcf0',
  prompt: '#2fc79b',
  late: '#ff9a4d',
  plain: '#a7aeb9',
};

/** A colour of the pictures, as an attribute has it. */
export function colour(name: keyof typeof LIGHT): string {
  return `var(--${name})`;
}

/** A stylesheet that defines the colours, light or dark as the reader's system has it. */
export const PICTURE_STYLE = `:root{color-scheme:light dark;${variables(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}
`;

function variables(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
}
