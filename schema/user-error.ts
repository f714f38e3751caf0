/** What can be wrong with an argument of a mutation; stable, as `UserError.code`. */
export type UserErrorCode =
  | 'BLANK'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'CONTROL_CHARACTER'
  | 'NEGATIVE'
  | 'OUT_OF_RANGE'
  | 'CURRENCY_UNKNOWN'
  | 'CURRENCY_DIFFERS'
  | 'LIST_PRICE_TOO_LOW'
  | 'URL_INVALID'
  | 'GTIN_INVALID'
  | 'REPEATED'
  | 'REQUIRED'
  | 'ONLY_ONE'
  | 'NOT_ALLOWED'
  | 'FILTER_INVALID'
  | 'LOCALE_INVALID'
  | 'SCHEDULE_EMPTY'
  | 'NO_WORDS'
  | 'IN_THE_FUTURE'
  | 'TOO_OLD';

export interface UserError {
  /** Leads into the arguments: names, and indexes as text. */
  readonly path: readonly string[];
  readonly code: UserErrorCode;
  /** What was expected and what was got. */
  readonly message: string;
}

/** A fault as a check finds it: its path begins at the value checked. */
export function fault(path: readonly (string | number)[], code: UserErrorCode, message: string): UserError {
  return { path: path.map(String), code, message };
}

/** Moves faults of a value to where the value stands. */
export function under(prefix: readonly (string | number)[], faults: readonly UserError[]): readonly UserError[] {
  return faults.map((error) => ({ ...error, path: [...prefix.map(String), ...error.path] }));
}
