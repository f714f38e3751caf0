/** True for a mutation in the form in which the query planner prints it: the operation comes first. */
export function isMutation(query: string): boolean {
  return query.startsWith('mutation');
}
