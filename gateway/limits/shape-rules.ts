import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError } from 'graphql';
import type { ValidationContext, ValidationRule } from 'graphql';
import { QUERY_LIMITS } from './query-limits.ts';

/**
 * Validation rules that refuse operations too deep or with too many aliases or directives, as `QUERY_TOO_COMPLEX`.
 *
 * Two of armor's rules stay off: its token limit throws where Apollo answers 500 (graphql's own parser counts), and its cost
 * knows no variables (`countFields` does).
 */
export function shapeRules(): ValidationRule[] {
  const reported = { flattenFragments: true, propagateOnRejection: false, onReject: [report] };
  const armor = new ApolloArmor({
    maxDepth: { n: QUERY_LIMITS.depth, ...reported },
    maxAliases: { n: QUERY_LIMITS.aliases, ...reported },
    maxDirectives: { n: QUERY_LIMITS.directives, ...reported },
    costLimit: { enabled: false },
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  });
  return armor.protect().validationRules;
}

function report(context: ValidationContext | null, { message }: GraphQLError): void {
  const limit = message.replace(/^Syntax Error: /, '');
  context?.reportError(new GraphQLError(limit, { extensions: { reason: 'QUERY_TOO_COMPLEX' } }));
}
