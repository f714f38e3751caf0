/** Lets requests of this process get their turn: the embedded stores work in it, and a wait for them alone gives none. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
