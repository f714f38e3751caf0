export interface SparseRowsOptions {
  /**
   * Entries a row keeps when it is pruned, at least 1; it is pruned to the largest when it reaches twice as many. So a row
   * never holds 2 x `rowMax` entries, 12 bytes each.
   */
  readonly rowMax: number;
}

/** Entries of one row: parallel, in no order; read at once, they change with the next `add`. */
export interface SparseRow {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** A matrix of sums of which few are not 0, growing by one entry at a time; what is small in a full row is forgotten. */
export interface SparseRows {
  /** `value` above 0. O(entries of the row), which is a few hundred. */
  add(row: number, column: number, value: number): void;
  row(row: number): SparseRow;
  /** 0 where it has none. */
  get(row: number, column: number): number;
  /** Multiplies every entry. */
  scale(factor: number): void;
  readonly memoryBytes: number;
}

interface GrowingRow {
  columns: Int32Array;
  values: Float64Array;
  length: number;
}

const EMPTY: SparseRow = { columns: new Int32Array(0), values: new Float64Array(0) };
const LENGTH_MIN = 4;
/** Of an entry: an int32 and a float64. */
const ENTRY_BYTES = 12;

export function createSparseRows({ rowMax }: SparseRowsOptions): SparseRows {
  if (!(rowMax >= 1)) throw new RangeError(`Expected rowMax of at least 1, got ${rowMax}.`);
  const rows: (GrowingRow | undefined)[] = [];
  let capacity = 0;

  function grow(row: GrowingRow): void {
    const length = Math.min(row.columns.length * 2, 2 * rowMax);
    capacity += length - row.columns.length;
    const { columns, values } = row;
    row.columns = new Int32Array(length);
    row.columns.set(columns);
    row.values = new Float64Array(length);
    row.values.set(values);
  }

  return {
    add(index, column, value) {
      let row = rows[index];
      if (row === undefined) {
        const length = Math.min(LENGTH_MIN, 2 * rowMax);
        row = { columns: new Int32Array(length), values: new Float64Array(length), length: 0 };
        rows[index] = row;
        capacity += length;
      }
      const place = placeOf(row, column);
      if (place !== -1) {
        row.values[place]! += value;
        return;
      }
      if (row.length === row.columns.length) grow(row);
      row.columns[row.length] = column;
      row.values[row.length++] = value;
      if (row.length === 2 * rowMax) keepLargest(row, rowMax);
    },
    row(index) {
      const row = rows[index];
      if (row === undefined) return EMPTY;
      return { columns: row.columns.subarray(0, row.length), values: row.values.subarray(0, row.length) };
    },
    get(index, column) {
      const row = rows[index];
      const place = row === undefined ? -1 : placeOf(row, column);
      return place === -1 ? 0 : row!.values[place]!;
    },
    scale(factor) {
      for (const row of rows) {
        if (row === undefined) continue;
        for (let i = 0; i < row.length; i++) row.values[i]! *= factor;
      }
    },
    get memoryBytes() {
      return capacity * ENTRY_BYTES;
    },
  };
}

function placeOf({ columns, length }: GrowingRow, column: number): number {
  // A loop of our own: `indexOf` of a typed array would look through the unused end, too.
  for (let i = 0; i < length; i++) if (columns[i] === column) return i;
  return -1;
}

/** Ties by column, so that what is kept does not depend on the order of counting. */
function keepLargest(row: GrowingRow, count: number): void {
  const { columns, values, length } = row;
  // Numbers sort many times faster without a comparison function, and this is where dense data spends its time.
  const least = values.subarray(0, length).toSorted()[length - count]!;
  const ties: number[] = [];
  let kept = 0;
  for (let i = 0; i < length; i++) {
    if (values[i]! > least) {
      columns[kept] = columns[i]!;
      values[kept++] = values[i]!;
    } else if (values[i] === least) {
      ties.push(columns[i]!);
    }
  }
  for (const column of ties.toSorted((a, b) => a - b).slice(0, count - kept)) {
    columns[kept] = column;
    values[kept++] = least;
  }
  row.length = kept;
}
