/** A number for each item, 0 until something is added; 8 to 16 bytes an item. */
export interface GrowingNumbers {
  get(index: number): number;
  add(index: number, value: number): void;
  scale(factor: number): void;
  /** One past the largest index that was ever added to. */
  readonly length: number;
  readonly memoryBytes: number;
}

export function createGrowingNumbers(): GrowingNumbers {
  let numbers = new Float64Array(16);
  let length = 0;
  return {
    get: (index) => numbers[index] ?? 0,
    add(index, value) {
      if (index >= numbers.length) {
        const larger = new Float64Array(Math.max(index + 1, numbers.length * 2));
        larger.set(numbers);
        numbers = larger;
      }
      numbers[index]! += value;
      if (index >= length) length = index + 1;
    },
    scale(factor) {
      for (let i = 0; i < length; i++) numbers[i]! *= factor;
    },
    get length() {
      return length;
    },
    get memoryBytes() {
      return numbers.byteLength;
    },
  };
}
