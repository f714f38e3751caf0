const pending = new Set<() => void>();
process.once('exit', () => {
  for (const work of pending) work();
});

/** Has something done when this process ends, even where it ends without disposing of what it holds. @returns how to call it off. */
export function atExit(work: () => void): () => void {
  pending.add(work);
  return () => void pending.delete(work);
}
