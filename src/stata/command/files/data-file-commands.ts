import { decodedPieces } from '../../../timeline/utf8.ts';
import { autoDataset } from '../../dataset/auto.ts';
import { formatDataFile, parseDataFile } from '../../dataset/data-file.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { FileFault } from '../../host/file-store.ts';
import { unquoted } from '../../syntax/words.ts';
import type { Work } from '../../work/effect.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';

/** `use file [, clear]`: our own files only; Stata's are refused. */
export const useCommand: Command = {
  name: 'use',
  abbreviation: 'u',
  *run(context, { rest }) {
    const { head, using, options } = parseStandard(rest);
    const left = new Options(options);
    const isCleared = left.has('clear');
    left.take('nolabel');
    left.end();
    requireUnchanged(context, isCleared);
    const name = using ?? unquoted(head);
    take(context, yield* readDataset(context, name), withEnding(name, '.dta'));
  },
};

/** `save [file] [, replace]`. */
export const saveCommand: Command = {
  name: 'save',
  abbreviation: 'sa',
  *run(context, { rest }) {
    const { state, host, screen } = context;
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const isReplaced = left.has('replace');
    const isEmptyAllowed = left.has('EMPTYok');
    left.take('nolabel');
    left.take('orphans');
    left.end();
    const named = head === '' ? state.dataset.filename : unquoted(head);
    if (named === '') throw new StataError(198, 'invalid file specification');
    const name = withEnding(named, '.dta');
    if (state.dataset.variables.length === 0 && !isEmptyAllowed) {
      throw new StataError(111, 'no variables defined');
    }
    const isThere = host.files.kindOf(name) === 'file';
    if (isThere && !isReplaced) throw new StataError(602, `file ${name} already exists`);
    if (!isThere && isReplaced) screen.say(`(file ${name} not found)\n`);
    writeFile(context, name, yield* formatDataFile(state.dataset));
    state.dataset.filename = name;
    state.dataset.isChanged = false;
    // The format is named only for a file without the ending `.dta`.
    screen.say(`file ${name} saved${name.endsWith('.dta') ? '' : ' as .dta format'}\n`);
  },
};

/** `sysuse auto [, clear]`: data that look like the well-known ones. There are no others. */
export const sysuseCommand: Command = {
  name: 'sysuse',
  run: (context, { rest }) => {
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const isCleared = left.has('clear');
    left.end();
    const name = withEnding(unquoted(head), '.dta');
    if (name !== 'auto.dta') throw new StataError(601, `file "${name}" not found`);
    requireUnchanged(context, isCleared);
    take(context, autoDataset(), `${context.host.installDirectory}ado/base/a/auto.dta`);
  },
};

/** `webuse name`: nothing is ever fetched, except what is here anyway. */
export const webuseCommand: Command = {
  name: 'webuse',
  run: (context, call) => {
    if (/^"?auto(?:\.dta)?"?(?:\s*,|$)/.test(call.rest)) return sysuseCommand.run(context, call);
    throw new StataError(631, 'host not found');
  },
};

/** Reads a file of data. @throws StataError r(601), r(610) */
export function* readDataset({ host: { files } }: Context, named: string): Work<Dataset> {
  const name = withEnding(named, '.dta');
  if (files.kindOf(name) !== 'file') throw new StataError(601, `file ${name} not found`);
  return yield* parseDataFile(decodedPieces(files.pieces(name)), name);
}

function take({ state, screen }: Context, dataset: Dataset, name: string): void {
  state.dataset = dataset;
  dataset.filename = name;
  if (dataset.label !== '') screen.say(`(${dataset.label})\n`);
}

export function requireUnchanged({ state: { dataset } }: Context, isCleared: boolean): void {
  if (!isCleared && dataset.isChanged && dataset.variables.length > 0) {
    throw new StataError(4, 'no; dataset in memory has changed since last saved');
  }
}

/** @throws StataError r(603); r(693) when there is no room for it */
export function writeFile(
  { host }: Context,
  name: string,
  content: string | readonly Uint8Array[],
): void {
  try {
    host.files.write(name, content);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    if (error.reason === 'failed') throw new StataError(693, `I/O error writing ${name}`);
    throw new StataError(603, `file ${name} could not be opened`);
  }
}

export function withEnding(name: string, ending: string): string {
  return /\.[^/\\.]+$/.test(name) ? name : `${name}${ending}`;
}
