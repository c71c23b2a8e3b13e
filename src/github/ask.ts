import { z } from 'zod';
import type { Client } from './client.ts';

/** What fills a route, goes into its query, or is the body of a command. */
export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Asks GitHub and returns as much of its answer as the shape names. An answer of another shape is asked for again, as
 * one that broke off is. Throws what the API answers otherwise.
 *
 * @param route As GitHub's reference writes it: `GET /repos/{owner}/{repo}/pulls/{pull_number}`.
 */
export async function ask<T>(client: Client, route: string, parameters: Parameters, shape: z.ZodType<T>): Promise<T> {
  const { data } = await client.request(route, { ...parameters, request: { shape } });
  return shape.parse(data);
}

/** Asks for all pages of a list, a hundred entries each, and returns the pages in order. Throws as {@link ask}. */
export async function askForPages<Page>(
  client: Client,
  route: string,
  parameters: Parameters,
  shape: z.ZodType<Page>,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let page = 1; ; page++) {
    const { data, headers } = await client.request(route, { ...parameters, per_page: 100, page, request: { shape } });
    pages.push(shape.parse(data));
    // `<https://api.github.com/repositories/1/issues/7/comments?page=2>; rel="next", …`
    if (!/\brel="next"/.test(headers.link ?? '')) return pages;
  }
}

/** What GraphQL answers to one query: data of that shape, or errors. */
export interface GraphqlShape<T> {
  readonly data: z.ZodType<T>;
  readonly answer: z.ZodType;
}

const graphqlErrors = z.object({ errors: z.array(z.unknown()).min(1) });

/** The shape of an answer with this data. For a constant: zod compiles each schema when it is first used. */
export function graphqlShape<T>(data: z.ZodType<T>): GraphqlShape<T> {
  return { data, answer: z.union([graphqlErrors, z.object({ data })]) };
}

/** The same for GraphQL. Throws the errors that GraphQL answers as Octokit's `GraphqlResponseError`. */
export async function askGraphql<T>(
  client: Client,
  query: string,
  variables: Parameters,
  { data, answer }: GraphqlShape<T>,
): Promise<T> {
  return data.parse(await client.graphql(query, { ...variables, request: { shape: answer } }));
}
