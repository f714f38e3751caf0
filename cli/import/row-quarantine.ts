import type { QuarantinedRecord, QuarantineStore } from '../../stores/ports/quarantine-store.ts';

const PAGE = 1_000;

/** Id in the quarantine of a row that never became a record. */
export function rowQuarantineId(file: string, line: number): string {
  return `import:${file}:${line}`;
}

export interface StaleRowsOptions {
  readonly quarantine: Pick<QuarantineStore, 'quarantinePage' | 'removeQuarantined'>;
  readonly file: string;
  /** Whether the row of this line is still bad. */
  readonly isBad: (line: number) => boolean;
  readonly signal?: AbortSignal;
}

/** Takes out of the quarantine the rows of an earlier import of the file that are good by now. Reads the whole quarantine. */
export async function removeStaleRows({ quarantine, file, isBad, signal }: StaleRowsOptions): Promise<void> {
  const stale: string[] = [];
  for await (const { id, origin } of quarantinedOfFile(quarantine, file, signal)) {
    if (origin !== null && id === rowQuarantineId(file, origin.line) && !isBad(origin.line)) stale.push(id);
  }
  for (let start = 0; start < stale.length; start += PAGE) {
    await quarantine.removeQuarantined(stale.slice(start, start + PAGE), signal);
  }
}

/**
 * What the quarantine holds of a file: rows that were never records, and, once the indexer has reached the version of
 * the summary, records that cleaning refused (their `version` is above 0). Newest first.
 */
export async function* quarantinedOfFile(
  quarantine: Pick<QuarantineStore, 'quarantinePage'>,
  file: string,
  signal?: AbortSignal,
): AsyncGenerator<QuarantinedRecord> {
  let after: string | null = null;
  do {
    const { records, next } = await quarantine.quarantinePage(PAGE, after, signal);
    yield* records.filter(({ origin }) => origin?.file === file);
    after = next;
  } while (after !== null);
}
