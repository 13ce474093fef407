import { enableCompileCache } from 'node:module';

// What has been compiled once is taken from there: tools start Stata often.
enableCompileCache();
// Before anything else is loaded: what is typed meanwhile is shown by Stata, after its own prompt.
const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
if (isTerminal) process.stdin.setRawMode(true);

const { startStata } = await import('./start-stata.ts');
await startStata(process.argv.slice(2));
