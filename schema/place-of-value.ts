import { type ASTNode, type GraphQLError, Kind, parse, visit } from 'graphql';

/**
 * Which argument the value at fault stands in, such as `search(filters.range)`, or which variable's default, such as `$filters.range`;
 * null where the error is not about such a value. GraphQL's own message quotes the value only, and a client may have sent many.
 */
export function placeOfValue({ nodes, source }: GraphQLError): string | null {
  const at = nodes?.[0]?.loc;
  if (at === undefined || source === undefined) return null;
  const path: string[] = [];
  let field: string | null = null;
  let variable: string | null = null;
  visit(parse(source.body), {
    enter(node) {
      if (node.loc === undefined || node.loc.start > at.start || node.loc.end < at.end) return false;
      if (node.kind === Kind.FIELD) field = node.name.value;
      if (node.kind === Kind.DIRECTIVE) field = `@${node.name.value}`;
      if (node.kind === Kind.VARIABLE_DEFINITION && node.defaultValue !== undefined && node.defaultValue.loc!.start <= at.start) variable = `$${node.variable.name.value}`;
      if (isNamedValue(node) && node.value.loc!.start <= at.start) path.push(node.name.value);
      return undefined;
    },
  });
  if (field !== null) return path.length === 0 ? null : `${field as string}(${path.join('.')})`;
  return variable === null ? null : [variable as string, ...path].join('.');
}

function isNamedValue(node: ASTNode): node is Extract<ASTNode, { kind: Kind.ARGUMENT | Kind.OBJECT_FIELD }> {
  return node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD;
}
