import type { ScenarioAbout } from '../message/page-message.ts';

/** What stands in the page's editor for whoever wants to write a do-file of their own. */
const SAMPLE = `* Any do-file: its loops, macros, displays and sleeps really run.
display "starting"
forvalues i = 1/4 {
    sleep 2000
    display "iteration \`i'"
}
sleep 4000
`;

/** The entry of the page's list that is no scenario: a do-file, which is run to see what it says. */
export const OWN_CODE: ScenarioAbout = {
  name: 'your-own-code',
  about:
    'A do-file of your own. It is run once to see what it says and when, and then that is played.',
  reader: 'direct',
  language: 'do-file',
  text: SAMPLE,
};
