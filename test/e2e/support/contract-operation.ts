import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DocumentNode, type FieldNode, getNamedType, type GraphQLSchema, Kind, parse, print, TypeInfo, visit, visitWithTypeInfo,
} from 'graphql';

const FOLDER = join(import.meta.dirname, '../../../schema/contract/operations');

/** All operations of the contract, by file. */
export function contractDocuments(): ReadonlyMap<string, DocumentNode> {
  return new Map(
    ['shop', 'admin', 'merchandiser'].map((file) => [file, parse(readFileSync(join(FOLDER, `${file}.graphql`), 'utf8'))]),
  );
}

/**
 * One operation with its fragments, less the fields that the API does not have yet (`schema/contract/missing.ts`), as
 * text; null where nothing of it is left. What is left out is given, so that a test can say so.
 */
export function coveredPart(
  file: string,
  name: string,
  schema: GraphQLSchema,
): { readonly query: string | null; readonly leftOut: readonly string[] } {
  const whole = contractDocuments().get(file)!;
  const leftOut: string[] = [];
  const typeInfo = new TypeInfo(schema);
  const pruned = visit(
    { ...whole, definitions: whole.definitions.filter((node) => node.kind !== Kind.OPERATION_DEFINITION || node.name?.value === name) },
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter(node: FieldNode) {
          const parent = typeInfo.getParentType();
          if (parent == null || node.name.value.startsWith('__')) return undefined;
          if (typeInfo.getFieldDef() != null) return undefined;
          leftOut.push(`${getNamedType(parent).name}.${node.name.value}`);
          return null;
        },
        leave(node: FieldNode) {
          return node.selectionSet?.selections.length === 0 ? null : undefined;
        },
      },
      FragmentDefinition: (node) => (schema.getType(node.typeCondition.name.value) == null ? null : undefined),
    }),
  );
  const operation = pruned.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
  if (operation.selectionSet.selections.length === 0) return { query: null, leftOut };
  const text = print(operation);
  const used = new Set([...text.matchAll(/\.\.\.(\w+)/g)].map((match) => match[1]!));
  const variables = new Set([...text.slice(text.indexOf('{')).matchAll(/\$(\w+)/g)].map((match) => match[1]!));
  const kept = {
    ...operation,
    variableDefinitions: operation.variableDefinitions?.filter(({ variable }) => variables.has(variable.name.value)) ?? [],
  };
  const fragments = pruned.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION && used.has(node.name.value));
  return { query: [kept, ...fragments].map((node) => print(node)).join('\n\n'), leftOut };
}
