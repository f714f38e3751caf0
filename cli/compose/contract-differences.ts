import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isSpecifiedScalarType,
} from 'graphql';
import { isDeepStrictEqual } from 'node:util';

export interface ContractDifferences {
  /** What breaks a client that was written against the contract; coordinate, then expected and got. */
  readonly breaking: readonly string[];
  /** Coordinates of types, and of fields of types that are there, which the API does not offer yet. */
  readonly missing: readonly string[];
}

/**
 * How `api` falls short of `contract`. It may offer more: types, fields, optional arguments, enum values.
 * Types of fields and arguments and default values must be the same, nullability included.
 */
export function contractDifferences(contract: GraphQLSchema, api: GraphQLSchema): ContractDifferences {
  const found = Object.values(contract.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .map((type) => compareTypes(type, api.getType(type.name)));
  return {
    breaking: found.flatMap(({ breaking }) => breaking).toSorted(),
    missing: found.flatMap(({ missing }) => missing).toSorted(),
  };
}

function compareTypes(expected: GraphQLNamedType, actual: GraphQLNamedType | undefined): ContractDifferences {
  if (actual === undefined) return { breaking: [], missing: [expected.name] };
  if (isObjectType(expected) && isObjectType(actual)) {
    const fields = actual.getFields();
    const [there, missing] = partition(Object.values(expected.getFields()), ({ name }) => name in fields);
    return {
      breaking: there.flatMap((field) => compareFields(`${expected.name}.${field.name}`, field, fields[field.name]!)),
      missing: missing.map(({ name }) => `${expected.name}.${name}`),
    };
  }
  if (isInputObjectType(expected) && isInputObjectType(actual)) {
    const pairs = { expected: Object.values(expected.getFields()), actual: Object.values(actual.getFields()) };
    return { breaking: compareInputs(pairs, isRequiredInputField, (name) => `${expected.name}.${name}`), missing: [] };
  }
  if (isEnumType(expected) && isEnumType(actual)) {
    const lost = expected.getValues().filter(({ name }) => actual.getValue(name) === undefined);
    return { breaking: lost.map(({ name }) => `${expected.name}.${name}: expected the enum value, got none`), missing: [] };
  }
  return { breaking: compareText(expected.name, 'kind', expected.constructor.name, actual.constructor.name), missing: [] };
}

function compareFields(at: string, expected: GraphQLField<unknown, unknown>, actual: GraphQLField<unknown, unknown>): readonly string[] {
  return [
    ...compareText(at, 'type', String(expected.type), String(actual.type)),
    ...compareInputs({ expected: expected.args, actual: actual.args }, isRequiredArgument, (name) => `${at}(${name}:)`),
  ];
}

/** Arguments of a field, or fields of an input object: the same rules hold for both. */
function compareInputs<T extends GraphQLArgument | GraphQLInputField>(
  { expected, actual }: { readonly expected: readonly T[]; readonly actual: readonly T[] },
  isRequired: (input: T) => boolean,
  coordinate: (name: string) => string,
): readonly string[] {
  const actualByName = new Map(actual.map((input) => [input.name, input]));
  const expectedNames = new Set(expected.map(({ name }) => name));
  const changed = expected.flatMap((input) => {
    const at = coordinate(input.name);
    const found = actualByName.get(input.name);
    if (found === undefined) return [`${at}: expected it, got none`];
    return [
      ...compareText(at, 'type', String(input.type), String(found.type)),
      ...(isDeepStrictEqual(input.defaultValue, found.defaultValue)
        ? []
        : compareText(at, 'default', show(input.defaultValue), show(found.defaultValue))),
    ];
  });
  const demanded = actual.filter((input) => !expectedNames.has(input.name) && isRequired(input));
  return [...changed, ...demanded.map(({ name }) => `${coordinate(name)}: expected none or an optional one, got a required one`)];
}

function compareText(at: string, what: string, expected: string, actual: string): readonly string[] {
  return expected === actual ? [] : [`${at}: expected the ${what} ${expected}, got ${actual}`];
}

function show(defaultValue: unknown): string {
  return defaultValue === undefined ? 'none' : JSON.stringify(defaultValue);
}

function partition<T>(items: readonly T[], holds: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))];
}
