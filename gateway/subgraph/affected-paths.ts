import { Kind, parse } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

/** More errors than this tell a client nothing new. */
const PATHS_MAX = 50;

export type ResponsePath = readonly (string | number)[];

/**
 * Paths of the fields that a failed fetch leaves null, relative to the fetch as in a subgraph's own errors: `[field]`, or
 * `['_entities', index, field]` for each representation. At most 50, entity by entity.
 */
export function affectedPaths(query: string, variables: Readonly<Record<string, unknown>>): readonly ResponsePath[] {
  const document = parse(query);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return [];
  const { representations } = variables;
  if (!Array.isArray(representations)) return keysOf(operation.selectionSet, document).map((key) => [key]).slice(0, PATHS_MAX);
  const entities = operation.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD && selection.selectionSet !== undefined ? keysOf(selection.selectionSet, document) : [],
  );
  return representations
    .slice(0, PATHS_MAX)
    .flatMap((_representation, index) => entities.map((key): ResponsePath => ['_entities', index, key]))
    .slice(0, PATHS_MAX);
}

function keysOf(selectionSet: SelectionSetNode, document: DocumentNode): string[] {
  const keys = selectionSet.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection.alias?.value ?? selection.name.value];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(selection.name.value, document);
    return inner === undefined ? [] : keysOf(inner.selectionSet, document);
  });
  return [...new Set(keys)];
}

function fragmentOf(name: string, document: DocumentNode): FragmentDefinitionNode | undefined {
  return document.definitions.find(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  );
}
