const double = new DataView(new ArrayBuffer(8));

/**
 * A number as 16 hex digits that sort as the numbers do: IEEE 754 bits, the sign flipped, all bits flipped below zero. Numbers of
 * attributes share one `flattened` field, which knows only strings.
 */
export function numberKey(value: number): string {
  double.setFloat64(0, value + 0);
  const bits = double.getBigUint64(0);
  return (bits >> 63n === 0n ? bits | SIGN : ~bits & ALL).toString(16).padStart(16, '0');
}

export function numberOfKey(key: string): number {
  const bits = BigInt(`0x${key}`);
  double.setBigUint64(0, bits >> 63n === 1n ? bits & ~SIGN : ~bits & ALL);
  return double.getFloat64(0);
}

const SIGN = 1n << 63n;
const ALL = (1n << 64n) - 1n;
