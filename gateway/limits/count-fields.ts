import { getNamedType, isCompositeType, isInterfaceType, isListType, isNonNullType, isObjectType, Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';

/** The API refuses longer lists anyway, with a better message than ours. */
const LIST_MAX = 100;

export interface CountFieldsOptions {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Counting ends here, so that it costs no more than this many steps. */
  readonly limit: number;
}

/**
 * How many fields the answer to a valid operation can have, or more than `limit`: each field times the lengths of the lists it is
 * in, where a length is the argument `first`, or the longest list among the arguments of a field that returns a list, at most 100.
 * Lists without either count once.
 */
export function countFields({ schema, document, operation, variables, limit }: CountFieldsOptions): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const lengths = { variables, defaults: variableDefaults(operation) };
  let count = 0;
  // Steps bound the walk where fragments spread into others and hold no fields.
  let steps = 0;

  const visit = ({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined, times: number): void => {
    for (const selection of selections) {
      if (count > limit || steps > limit) return;
      steps++;
      if (selection.kind === Kind.FIELD) {
        count += times;
        if (selection.selectionSet === undefined) continue;
        const field = fieldOf(parent, selection.name.value);
        const type = field === undefined ? undefined : getNamedType(field.type);
        visit(selection.selectionSet, type, times * (field === undefined ? 1 : listLength(selection, field, lengths)));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const name = selection.typeCondition?.name.value;
        visit(selection.selectionSet, name === undefined ? parent : schema.getType(name), times);
      } else {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) visit(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), times);
      }
    }
  };

  visit(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, 1);
  return steps > limit ? Math.max(count, steps) : count;
}

interface Lengths {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly defaults: ReadonlyMap<string, ValueNode>;
}

function fieldOf(parent: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function listLength(node: FieldNode, field: GraphQLField<unknown, unknown>, lengths: Lengths): number {
  const argument = (name: string): unknown => {
    const value = node.arguments?.find((given) => given.name.value === name)?.value;
    return value === undefined ? undefined : measure(value, lengths);
  };
  const first = field.args.find(({ name }) => name === 'first');
  if (first !== undefined) return clamp(argument('first') ?? first.defaultValue);
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  if (!isListType(type) || !isCompositeType(getNamedType(type))) return 1;
  return Math.max(1, ...field.args.map(({ name }) => clamp(argument(name) ?? 1)));
}

/** A number as such, a list as its length. */
function measure(value: ValueNode, lengths: Lengths): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.LIST) return value.values.length;
  if (value.kind !== Kind.VARIABLE) return undefined;
  const given = lengths.variables[value.name.value];
  if (Array.isArray(given)) return given.length;
  if (given !== undefined) return given;
  const fallback = lengths.defaults.get(value.name.value);
  return fallback === undefined ? undefined : measure(fallback, lengths);
}

function clamp(length: unknown): number {
  return typeof length === 'number' && length > 1 ? Math.min(length, LIST_MAX) : 1;
}

function variableDefaults({ variableDefinitions = [] }: OperationDefinitionNode): ReadonlyMap<string, ValueNode> {
  return new Map(
    variableDefinitions.flatMap(({ variable, defaultValue }) => (defaultValue === undefined ? [] : [[variable.name.value, defaultValue] as const])),
  );
}
