import type { Reply } from './reply.ts';

/** A REST request as a description of the API sees it. */
export interface DescribedRequest {
  readonly method: string;
  readonly pathname: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Compares what is sent with a description of the API, such as GitHub's own. */
export interface ApiDescription {
  /** What is wrong with the request, one sentence each; undefined if no operation has that method and path. */
  checkRequest(request: DescribedRequest): readonly string[] | undefined;
  /** What is wrong with the loopback's own answer. */
  checkReply(request: DescribedRequest, reply: Reply): readonly string[];
}
