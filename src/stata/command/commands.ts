import type { Command } from '../engine/command.ts';
import { findCommand } from '../engine/find-command.ts';
import { formatCommand, gsortCommand, orderCommand, sortCommand } from './data/arrange-commands.ts';
import { createByCommands } from './data/by-command.ts';
import { clearCommand } from './data/clear-command.ts';
import { clonevarCommand } from './data/clonevar-command.ts';
import { compressCommand } from './data/compress-command.ts';
import { destringCommand, tostringCommand } from './data/destring-commands.ts';
import { dropCommand, keepCommand } from './data/drop-commands.ts';
import { duplicatesCommand } from './data/duplicates-command.ts';
import { egenCommand } from './data/egen-command.ts';
import { decodeCommand, encodeCommand } from './data/encode-commands.ts';
import { expandCommand } from './data/expand-command.ts';
import { fillinCommand } from './data/fillin-command.ts';
import { generateCommand, replaceCommand } from './data/generate-command.ts';
import { isidCommand } from './data/isid-command.ts';
import { labelCommand } from './data/label-command.ts';
import { recastCommand } from './data/recast-command.ts';
import { recodeCommand } from './data/recode-command.ts';
import { renameCommand } from './data/rename-command.ts';
import { reshapeCommand } from './data/reshape-command.ts';
import { sampleCommand } from './data/sample-command.ts';
import { splitCommand } from './data/split-command.ts';
import { countCommand } from './display/count-command.ts';
import { describeCommand } from './display/describe-command.ts';
import { displayCommand } from './display/display-command.ts';
import { dsCommand } from './display/ds-command.ts';
import { listCommand } from './display/list-command.ts';
import { appendCommand } from './files/append-command.ts';
import {
  saveCommand,
  sysuseCommand,
  useCommand,
  webuseCommand,
} from './files/data-file-commands.ts';
import { exportCommand, importCommand } from './files/delimited-commands.ts';
import { fileCommand } from './files/file-command.ts';
import {
  cdCommand,
  eraseCommand,
  mkdirCommand,
  pwdCommand,
  rmCommand,
} from './files/file-system-commands.ts';
import { mergeCommand } from './files/merge-command.ts';
import { frameCommands } from './frames/frame-command.ts';
import { frgetCommand, frlinkCommand } from './frames/frame-link-commands.ts';
import {
  graphCommand,
  histogramCommand,
  kdensityCommand,
  lineCommand,
  scatterCommand,
  twowayCommand,
} from './graphics/graph-commands.ts';
import { matrixCommand } from './matrix/matrix-command.ts';
import { mkmatCommand, svmatCommand } from './matrix/matrix-data-commands.ts';
import {
  adopathCommand,
  createWhichCommand,
  discardCommand,
  findfileCommand,
  sysdirCommand,
} from './programming/ado-commands.ts';
import { argsCommand, gettokenCommand, tokenizeCommand } from './programming/argument-commands.ts';
import { assertCommand } from './programming/assert-command.ts';
import { confirmCommand } from './programming/confirm-command.ts';
import { doCommand, includeCommand, runCommand } from './programming/do-commands.ts';
import { errorCommand } from './programming/error-command.ts';
import { exitCommand } from './programming/exit-command.ts';
import { levelsofCommand } from './programming/levelsof-command.ts';
import { continueCommand } from './programming/loop-commands.ts';
import { globalCommand, localCommand, macroCommand } from './programming/macro-commands.ts';
import { preserveCommand, restoreCommand } from './programming/preserve-commands.ts';
import { programCommand } from './programming/program-command.ts';
import {
  ereturnCommand,
  returnCommand,
  sreturnCommand,
  underscoreReturnCommand,
} from './programming/return-commands.ts';
import { scalarCommand } from './programming/scalar-command.ts';
import { syntaxCommand } from './programming/syntax-command.ts';
import {
  tempfileCommand,
  tempnameCommand,
  tempvarCommand,
} from './programming/temporary-commands.ts';
import { versionCommand } from './programming/version-command.ts';
import { collapseCommand } from './statistics/collapse-command.ts';
import { contractCommand } from './statistics/contract-command.ts';
import {
  estimatesCommand,
  lincomCommand,
  marginsCommand,
  predictCommand,
  testCommand,
} from './statistics/estimation-commands.ts';
import { summarizeCommand } from './statistics/summarize-command.ts';
import { tabulateCommand } from './statistics/tabulate-command.ts';
import { xtileCommand } from './statistics/xtile-command.ts';
import {
  bangCommand,
  mataCommand,
  moreCommand,
  pythonCommand,
  shellCommand,
  winexecCommand,
  xshellCommand,
} from './system/foreign-commands.ts';
import { helpCommand, netCommand, sscCommand } from './system/help-commands.ts';
import { logCommand } from './system/log-command.ts';
import { setCommand } from './system/set-command.ts';
import { sleepCommand } from './system/sleep-command.ts';
import { timerCommand } from './system/timer-command.ts';

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
