#!/usr/bin/env node
import { ignoreClosedPipe } from './ignore-closed-pipe.ts';
import { runCommandLine } from './run-command-line.ts';

ignoreClosedPipe(process.stdout);
ignoreClosedPipe(process.stderr);
process.exitCode = await runCommandLine(process.argv);
