import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { Database } from './database.ts';

/** A prepared statement that reads integers as bigint, with typed rows. */
export interface Statement<Row> {
  all(...values: SQLInputValue[]): Row[];
  get(...values: SQLInputValue[]): Row | undefined;
  run(...values: SQLInputValue[]): { readonly changes: number };
}

/** Prepares once; the driver's untyped rows are given the shape that the SQL says they have. */
export function prepare<Row = Record<string, never>>({ raw }: Database, sql: string): Statement<Row> {
  const statement: StatementSync = raw.prepare(sql);
  statement.setReadBigInts(true);
  return {
    all: (...values) => statement.all(...values) as Row[],
    get: (...values) => statement.get(...values) as Row | undefined,
    run: (...values) => ({ changes: Number(statement.run(...values).changes) }),
  };
}

/** For `WHERE id IN (SELECT value FROM json_each(?))`: one prepared statement for any number of ids. */
export function idList(ids: readonly (string | null)[]): string {
  return JSON.stringify(ids);
}
