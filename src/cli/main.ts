#!/usr/bin/env node
import { extname } from 'node:path';
import { runInThread } from './run-in-thread.ts';
import { terminalFacts } from './terminal-facts.ts';

/** The neighbour of this file, in TypeScript or built. */
const PROGRAM = new URL(`./program-thread${extname(import.meta.url)}`, import.meta.url);

process.exit(await runInThread(PROGRAM, { args: process.argv.slice(2), facts: terminalFacts() }));
