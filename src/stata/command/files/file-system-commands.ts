import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { FileFault } from '../../host/file-store.ts';
import { unquoted } from '../../syntax/words.ts';

/** `cd folder` goes there and says where that is; `cd` alone only says. */
export const cdCommand: Command = {
  name: 'cd',
  run: ({ host, screen }, { rest }) => {
    const folder = unquoted(rest);
    try {
      if (folder !== '') host.files.changeDirectory(folder);
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      throw new StataError(170, `unable to change to ${folder}`);
    }
    screen.say(`${host.files.workingDirectory}\n`);
  },
};

export const pwdCommand: Command = {
  name: 'pwd',
  run: ({ host, screen }) => screen.say(`${host.files.workingDirectory}\n`),
};

export const mkdirCommand: Command = {
  name: 'mkdir',
  run: ({ host }, { rest }) => {
    const folder = unquoted(rest.replace(/,\s*public\s*$/, '').trim());
    if (folder === '') throw new StataError(198, 'invalid syntax');
    if (host.files.kindOf(folder) !== 'nothing') {
      throw new StataError(693, `could not create directory ${folder}`);
    }
    allowed(folder, () => host.files.makeDirectory(folder));
  },
};

export const eraseCommand: Command = {
  name: 'erase',
  run: ({ host }, { rest }) => {
    const file = unquoted(rest);
    allowed(file, () => host.files.remove(file));
  },
};

export const rmCommand: Command = { ...eraseCommand, name: 'rm' };

function allowed(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    if (error.reason === 'missing') throw new StataError(601, `file ${path} not found`);
    if (error.reason === 'failed') throw new StataError(693, `I/O error writing ${path}`);
    throw new StataError(608, `file ${path} is read-only; cannot be modified or erased`);
  }
}
