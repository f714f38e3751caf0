import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { Logger } from 'pino';
import { AppError, toClientError } from '../schema/errors.ts';
import { graphqlError } from './errors/graphql-error.ts';
import type { GatewayContext } from './gateway-context.ts';
import { countFields } from './limits/count-fields.ts';
import { QUERY_LIMITS } from './limits/query-limits.ts';

/** Checks an operation once it is known, and notes what became of it. */
export function createOperationPlugin(log: Logger): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ operation, document, schema, request, contextValue }) {
        // Apollo's gateway throws something without a code here.
        if (operation === undefined) throw graphqlError(unknownOperation(request.operationName), 400);
        contextValue.notes.operationName = operation.name?.value ?? null;
        // Validation says nothing of a root type that is not there, and Apollo's gateway throws at it.
        if (schema.getRootType(operation.operation) == null) throw graphqlError(unknownKind(operation.operation), 400);
        const fields = countFields({ schema, document, operation, variables: request.variables ?? {}, limit: QUERY_LIMITS.fields });
        if (fields > QUERY_LIMITS.fields) throw graphqlError(tooManyFields(), 400);
      },
      async didEncounterErrors({ errors, contextValue }) {
        for (const error of errors) {
          const { code, serviceName } = error.extensions;
          // A subgraph has logged its own errors; what has no code of ours is a fault of this process.
          if (serviceName !== undefined || (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR')) continue;
          log.error({ requestId: contextValue.requestId, err: error.originalError ?? error }, 'An operation failed unexpectedly.');
        }
      },
      async willSendResponse(context) {
        restoreValueErrors(context, log);
        const { body } = context.response;
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        context.contextValue.notes.errorCodes = errors.map(({ extensions }) => String(extensions?.['code']));
      },
    }),
  };
}

function unknownOperation(name: string | undefined | null): AppError {
  return new AppError(
    'QUERY_INVALID',
    name == null ? 'operationName: expected one, since the query has several operations or none.' : `operationName: the query has no operation "${name}".`,
  );
}

function unknownKind(kind: string): AppError {
  return new AppError('QUERY_INVALID', `This API has no ${kind}s; expected a query or a mutation.`);
}

function tooManyFields(): AppError {
  return new AppError(
    'QUERY_TOO_COMPLEX',
    `The answer could have more than ${QUERY_LIMITS.fields} fields; ask for shorter lists or for less of each item.`,
  );
}

/** Values that break the schema's own promises come from Apollo's gateway as an extension that tells about subgraphs; they are errors of ours. */
function restoreValueErrors({ response, contextValue }: GraphQLRequestContextWillSendResponse<GatewayContext>, log: Logger): void {
  if (response.body.kind !== 'single') return;
  const { singleResult } = response.body;
  const faults = singleResult.extensions?.['valueCompletion'];
  if (faults === undefined) return;
  delete singleResult.extensions;
  log.error({ requestId: contextValue.requestId, faults }, 'A subgraph answered with values that do not fit the schema.');
  const { code, message } = toClientError(null);
  singleResult.errors = (faults as readonly { readonly path: readonly (string | number)[] }[]).map(({ path }) => ({ message, path, extensions: { code } }));
}
