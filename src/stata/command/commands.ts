import {
  adopathCommand,
  createWhichCommand,
  discardCommand,
  findfileCommand,
  sysdirCommand,
} from './ado-commands.ts';
import { appendCommand } from './append-command.ts';
import { argsCommand, gettokenCommand, tokenizeCommand } from './argument-commands.ts';
import { formatCommand, gsortCommand, orderCommand, sortCommand } from './arrange-commands.ts';
import { assertCommand } from './assert-command.ts';
import { createByCommands } from './by-command.ts';
import { clearCommand } from './clear-command.ts';
import { clonevarCommand } from './clonevar-command.ts';
import { collapseCommand } from './collapse-command.ts';
import type { Command } from './command.ts';
import { compressCommand } from './compress-command.ts';
import { confirmCommand } from './confirm-command.ts';
import { contractCommand } from './contract-command.ts';
import { countCommand } from './count-command.ts';
import { saveCommand, sysuseCommand, useCommand, webuseCommand } from './data-file-commands.ts';
import { exportCommand, importCommand } from './delimited-commands.ts';
import { describeCommand } from './describe-command.ts';
import { destringCommand, tostringCommand } from './destring-commands.ts';
import { displayCommand } from './display-command.ts';
import { doCommand, includeCommand, runCommand } from './do-commands.ts';
import { dropCommand, keepCommand } from './drop-commands.ts';
import { dsCommand } from './ds-command.ts';
import { duplicatesCommand } from './duplicates-command.ts';
import { egenCommand } from './egen-command.ts';
import { decodeCommand, encodeCommand } from './encode-commands.ts';
import { errorCommand } from './error-command.ts';
import {
  estimatesCommand,
  lincomCommand,
  marginsCommand,
  predictCommand,
  testCommand,
} from './estimation-commands.ts';
import { exitCommand } from './exit-command.ts';
import { expandCommand } from './expand-command.ts';
import { fileCommand } from './file-command.ts';
import {
  cdCommand,
  eraseCommand,
  mkdirCommand,
  pwdCommand,
  rmCommand,
} from './file-system-commands.ts';
import { fillinCommand } from './fillin-command.ts';
import { findCommand } from './find-command.ts';
import {
  bangCommand,
  mataCommand,
  moreCommand,
  pythonCommand,
  shellCommand,
  winexecCommand,
  xshellCommand,
} from './foreign-commands.ts';
import { frameCommands } from './frame-command.ts';
import { frgetCommand, frlinkCommand } from './frame-link-commands.ts';
import { generateCommand, replaceCommand } from './generate-command.ts';
import {
  graphCommand,
  histogramCommand,
  kdensityCommand,
  lineCommand,
  scatterCommand,
  twowayCommand,
} from './graph-commands.ts';
import { helpCommand, netCommand, sscCommand } from './help-commands.ts';
import { isidCommand } from './isid-command.ts';
import { labelCommand } from './label-command.ts';
import { levelsofCommand } from './levelsof-command.ts';
import { listCommand } from './list-command.ts';
import { logCommand } from './log-command.ts';
import { continueCommand } from './loop-commands.ts';
import { globalCommand, localCommand, macroCommand } from './macro-commands.ts';
import { matrixCommand } from './matrix-command.ts';
import { mkmatCommand, svmatCommand } from './matrix-data-commands.ts';
import { mergeCommand } from './merge-command.ts';
import { preserveCommand, restoreCommand } from './preserve-commands.ts';
import { programCommand } from './program-command.ts';
import { recastCommand } from './recast-command.ts';
import { recodeCommand } from './recode-command.ts';
import { renameCommand } from './rename-command.ts';
import { reshapeCommand } from './reshape-command.ts';
import {
  ereturnCommand,
  returnCommand,
  sreturnCommand,
  underscoreReturnCommand,
} from './return-commands.ts';
import { sampleCommand } from './sample-command.ts';
import { scalarCommand } from './scalar-command.ts';
import { setCommand } from './set-command.ts';
import { sleepCommand } from './sleep-command.ts';
import { splitCommand } from './split-command.ts';
import { summarizeCommand } from './summarize-command.ts';
import { syntaxCommand } from './syntax-command.ts';
import { tabulateCommand } from './tabulate-command.ts';
import { tempfileCommand, tempnameCommand, tempvarCommand } from './temporary-commands.ts';
import { timerCommand } from './timer-command.ts';
import { versionCommand } from './version-command.ts';
import { xtileCommand } from './xtile-command.ts';

/**
 * All commands that are built in. Where an abbreviation fits several, the one that comes first is
 * meant. To add one, write its file and add its line.
 */
export const COMMANDS: readonly Command[] = [
  adopathCommand,
  appendCommand,
  argsCommand,
  assertCommand,
  bangCommand,
  cdCommand,
  clearCommand,
  clonevarCommand,
  collapseCommand,
  compressCommand,
  confirmCommand,
  continueCommand,
  contractCommand,
  countCommand,
  decodeCommand,
  describeCommand,
  destringCommand,
  displayCommand,
  discardCommand,
  doCommand,
  dropCommand,
  dsCommand,
  duplicatesCommand,
  egenCommand,
  encodeCommand,
  eraseCommand,
  ereturnCommand,
  errorCommand,
  estimatesCommand,
  exitCommand,
  expandCommand,
  exportCommand,
  fileCommand,
  fillinCommand,
  findfileCommand,
  formatCommand,
  frgetCommand,
  frlinkCommand,
  generateCommand,
  gettokenCommand,
  globalCommand,
  graphCommand,
  gsortCommand,
  helpCommand,
  histogramCommand,
  importCommand,
  includeCommand,
  isidCommand,
  kdensityCommand,
  keepCommand,
  labelCommand,
  levelsofCommand,
  lincomCommand,
  lineCommand,
  listCommand,
  localCommand,
  logCommand,
  macroCommand,
  marginsCommand,
  mataCommand,
  matrixCommand,
  mergeCommand,
  mkdirCommand,
  mkmatCommand,
  moreCommand,
  netCommand,
  orderCommand,
  predictCommand,
  preserveCommand,
  programCommand,
  pwdCommand,
  pythonCommand,
  recastCommand,
  recodeCommand,
  renameCommand,
  replaceCommand,
  reshapeCommand,
  restoreCommand,
  returnCommand,
  rmCommand,
  runCommand,
  sampleCommand,
  saveCommand,
  scalarCommand,
  scatterCommand,
  setCommand,
  shellCommand,
  sleepCommand,
  sortCommand,
  splitCommand,
  sreturnCommand,
  sscCommand,
  summarizeCommand,
  sysuseCommand,
  syntaxCommand,
  svmatCommand,
  sysdirCommand,
  tabulateCommand,
  tempfileCommand,
  tempnameCommand,
  tempvarCommand,
  testCommand,
  timerCommand,
  tokenizeCommand,
  tostringCommand,
  twowayCommand,
  underscoreReturnCommand,
  useCommand,
  versionCommand,
  webuseCommand,
  winexecCommand,
  xshellCommand,
  xtileCommand,
  ...frameCommands,
  ...createByCommands((word) => findCommand(COMMANDS, word)),
  createWhichCommand((word) => COMMANDS.some(({ name }) => name === word)),
];
