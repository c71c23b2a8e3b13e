import { validate } from '@octokit/graphql-schema';
import type { GraphqlCheck } from './graphql.ts';

/** Compares a request with GitHub's public schema, which takes half a second to read. */
export const checkWithGitHubSchema: GraphqlCheck = (query, variables) => {
  const document = validate(query).map(({ message }) => message);
  return document.length > 0 ? document : validate(withValues(query, variables)).map(({ message }) => message);
};

/** The document with each variable replaced by its value, since the validator looks at literals only. */
function withValues(query: string, variables: Readonly<Record<string, unknown>>): string {
  const undeclared = query.replace(/^(\s*(?:query|mutation)\b[^({]*)\([^)]*\)/, '$1');
  return undeclared.replaceAll(/\$(\w+)/g, (_all, name: string) => literal(variables[name]));
}

/** JSON but for the keys, which have no quotes in GraphQL. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${literal(inner)}`)
    .join(', ')} }`;
}
