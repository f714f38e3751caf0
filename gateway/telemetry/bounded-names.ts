const LENGTH_MAX = 64;

/** Lets the first `max` distinct names through and calls the rest `other`, since clients choose them. */
export function createBoundedNames(max: number): (name: string) => string {
  const known = new Set<string>();
  return (name) => {
    if (known.has(name)) return name;
    if (known.size >= max || name.length > LENGTH_MAX) return 'other';
    known.add(name);
    return name;
  };
}
