import { AppError } from './errors.ts';

/** Why a server could not listen, for the operator; an error that is no system error unchanged. @param where - Host and port. */
export function listenFault(cause: unknown, where: string): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === undefined) return cause;
  return new AppError('CONFIGURATION_INVALID', `Cannot listen on ${where}: ${code}. Expected a free port of an address of this machine.`, { cause });
}
