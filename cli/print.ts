/** Where a command writes: results to standard output, progress and remarks to standard error. */
export interface Printer {
  /** True with `--json`: one object a line. */
  readonly json: boolean;
  result(human: string, machine: Readonly<Record<string, unknown>>): void;
  remark(text: string): void;
}

export function createPrinter(json: boolean): Printer {
  return {
    json,
    result(human, machine) {
      process.stdout.write(json ? `${JSON.stringify(machine, bigintToString)}\n` : `${human}\n`);
    },
    remark(text) {
      process.stderr.write(`${text}\n`);
    },
  };
}

/** For `JSON.stringify`, which refuses a bigint. */
export function bigintToString(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
