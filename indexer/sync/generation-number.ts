/** The number at the end of a generation's name: each rebuild counts one up. 0 where there is none. */
export function generationNumber(indexVersion: string): number {
  return Number(/-(\d+)$/.exec(indexVersion)?.[1] ?? 0);
}
