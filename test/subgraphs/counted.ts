/** The part itself, and the names of its methods in the order in which they were called. */
export function counted<T extends object>(part: T): { readonly part: T; readonly calls: string[] } {
  const calls: string[] = [];
  const watched = new Proxy(part, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        calls.push(String(name));
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { part: watched, calls };
}
