import { GraphQLError } from 'graphql';
import { type AppError, toClientError } from '../../schema/errors.ts';

/** An error of ours in the form in which Apollo keeps its code, and answers with the HTTP status. */
export function graphqlError(error: AppError, status: number): GraphQLError {
  const { code, reason, message } = toClientError(error);
  return new GraphQLError(message, {
    originalError: error,
    extensions: { code, ...(reason === null ? {} : { reason }), http: { status } },
  });
}
