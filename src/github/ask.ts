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

/** The same for GraphQL. Throws the errors that GraphQL answers as Octokit's `GraphqlResponseError`. */
export async function askGraphql<T>(
  client: Client,
  query: string,
  variables: Parameters,
  shape: z.ZodType<T>,
): Promise<T> {
  const errors = z.object({ errors: z.array(z.unknown()).min(1) });
  const request = { shape: z.union([errors, z.object({ data: shape })]) };
  return shape.parse(await client.graphql(query, { ...variables, request }));
}
