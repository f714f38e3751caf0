/**
 * Whether an error is the operating system's of a socket, as the driver passes it on where a connection breaks in the middle of a
 * request that is being sent: in its own words it puts only what it hears of while it waits for an answer.
 */
export function isConnectionBroken(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
