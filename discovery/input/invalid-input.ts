import { AppError } from '../../schema/errors.ts';

/** `path` leads into the arguments, such as `filters[1].range`. */
export function invalidInput(path: string, expected: string, got: string): AppError {
  return new AppError('INPUT_INVALID', `\`${path}\`: expected ${expected}, got ${got}.`, { details: { path } });
}

/** A value as a message may repeat it: quoted, and short. */
export function quoted(value: string): string {
  const characters = Array.from(value.replaceAll(/\p{Cc}/gu, '�'));
  return `"${characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : characters.join('')}"`;
}
