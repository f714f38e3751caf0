/** Lets whoever else waits in this process, signals among them, have a turn. */
export async function nextTurn(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}
