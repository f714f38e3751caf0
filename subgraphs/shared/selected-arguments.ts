import {
  type FieldNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * The arguments of each selection of `field` on the object that is being resolved, under whatever alias, in fragments
 * too, with variables and defaults filled in; selections that `@skip` or `@include` leave out are left out.
 * Empty where the field is not selected, or the resolver does not return an object type.
 */
export function selectedArguments(info: GraphQLResolveInfo, field: string): readonly Readonly<Record<string, unknown>>[] {
  const type = getNamedType(info.returnType);
  const definition = isObjectType(type) ? type.getFields()[field] : undefined;
  if (definition === undefined) return [];
  return info.fieldNodes
    .flatMap(({ selectionSet }) => fieldsOf(selectionSet, info))
    .filter(({ name }) => name.value === field)
    .map((node) => getArgumentValues(definition, node, info.variableValues));
}

function fieldsOf(selectionSet: SelectionSetNode | undefined, info: GraphQLResolveInfo): readonly FieldNode[] {
  return (selectionSet?.selections ?? []).filter((selection) => isIncluded(selection, info)).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, info);
    return fieldsOf(info.fragments[selection.name.value]?.selectionSet, info);
  });
}

function isIncluded(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
