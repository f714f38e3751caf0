import type { Writable } from 'node:stream';

/**
 * Lets a command go on in silence where nobody reads it any more, as after `| head -2`: what it does is done to its end, and
 * its exit code is that of what it did. Without a listener Node ends the process with a stack trace.
 */
export function ignoreClosedPipe(output: Writable): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
