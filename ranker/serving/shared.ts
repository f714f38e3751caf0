/** A hold on something shared; given back when disposed of, once. */
export interface Held<T> extends Disposable {
  readonly value: T;
}

/** Something that several may hold, and that goes when it is retired and the last of them has let go. */
export interface Shared<T> {
  hold(): Held<T>;
  /** Nobody new may hold it. */
  retire(): void;
}

export function createShared<T extends Disposable>(value: T): Shared<T> {
  let holders = 0;
  let retired = false;
  const disposeIfDone = (): void => {
    if (retired && holders === 0) value[Symbol.dispose]();
  };
  return {
    hold() {
      if (retired) throw new TypeError('Expected something in use, got something retired.');
      let held = true;
      holders += 1;
      return {
        value,
        [Symbol.dispose]() {
          if (!held) return;
          held = false;
          holders -= 1;
          disposeIfDone();
        },
      };
    },
    retire() {
      if (retired) return;
      retired = true;
      disposeIfDone();
    },
  };
}
