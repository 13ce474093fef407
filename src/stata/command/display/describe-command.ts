import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { dayMonthYear, hoursMinutesSeconds } from '../../format/calendar.ts';
import { withCommas } from '../../format/format-number.ts';
import { shortName } from '../../format/short-name.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';

/** `describe [varlist] [, short simple]`: what is in memory. */
export const describeCommand: Command = {
  name: 'describe',
  abbreviation: 'd',
  run: (context, { rest }) => {
    const { screen, state } = context;
    const { dataset } = state;
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const isShort = options.has('Short');
    const isSimple = options.has('SIMple');
    options.take('Fullnames');
    options.end();
    const variables = syntax.head === '' ? dataset.variables : expandVarlist(dataset, syntax.head);
    state.r.clear();
    state.r.scalars.set('N', dataset.observations);
    state.r.scalars.set('k', dataset.variables.length);
    state.r.scalars.set('changed', dataset.isChanged ? 1 : 0);
    if (isSimple) {
      screen.say(`${variables.map(({ name }) => name).join('  ')}\n`);
      return;
    }
    const rule = `${'-'.repeat(screen.width)}\n`;
    if (syntax.head === '') {
      const from = dataset.filename === '' ? '' : ` from ${dataset.filename}`;
      const count = (number: number): string => withCommas(String(number)).padStart(14);
      const now = context.localTime();
      const saved =
        dataset.filename === ''
          ? ''
          : `${dayMonthYear(now)} ${hoursMinutesSeconds(now).slice(0, 5)}`;
      screen.say(`\nContains data${from}\n`);
      screen.say(` Observations:${count(dataset.observations)}${' '.repeat(18)}${dataset.label}\n`);
      screen.say(`    Variables:${count(dataset.variables.length)}${' '.repeat(18)}${saved}\n`);
      if (isShort) {
        screen.say(`Sorted by: ${dataset.sortedBy.join('  ')}\n`);
        return;
      }
      if (variables.length > 0) screen.say(rule);
    } else screen.say('\n');
    if (variables.length > 0) {
      screen.say('Variable      Storage   Display    Value\n');
      screen.say('    name         type    format    label      Variable label\n');
      screen.say(rule);
    }
    for (const { name, type, format, valueLabel, label } of variables) {
      const columns = `${shortName(name, 15).padEnd(15)} ${type.padEnd(7)} ${format.padEnd(10)} ${valueLabel.padEnd(10)}`;
      screen.say(`${columns} ${label}`.trimEnd());
      screen.say('\n');
    }
    if (syntax.head !== '') return;
    if (variables.length > 0) screen.say(rule);
    screen.say(`Sorted by: ${dataset.sortedBy.join('  ')}\n`);
    if (dataset.isChanged) screen.say('     Note: Dataset has changed since last saved.\n');
  },
};
