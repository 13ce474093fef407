import { enableCompileCache } from 'node:module';

const args = process.argv.slice(2);
// What has been compiled once is taken from the installation: tools start Stata often.
if (args[0] !== undefined) enableCompileCache(`${args[0]}/.compiled`);
// Before anything else is loaded: what is typed meanwhile is shown by Stata, after its own prompt.
const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
if (isTerminal) process.stdin.setRawMode(true);

void import('./start-stata.ts').then(({ startStata }) => startStata(args));
