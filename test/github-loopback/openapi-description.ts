import { readFileSync } from 'node:fs';
import { OpenAPIBackend } from 'openapi-backend';
import type { ApiDescription, DescribedRequest } from './api-description.ts';

const file = new URL('../fixtures/openapi/github.json', import.meta.url);

/** The formats of the description. Unknown ones would be ignored with a warning each. */
const formats = {
  uri: /^[a-z]+:\/\/\S+$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/,
  timestamp: /^\d{4}-\d\d-\d\dT/,
  email: /@/,
};

/** GitHub's own description of its REST API, trimmed to what is used here (see fixtures/openapi/README.md). */
export async function loadGitHubDescription(): Promise<ApiDescription> {
  const backend = new OpenAPIBackend({
    definition: JSON.parse(readFileSync(file, 'utf8')),
    quick: true,
    coerceTypes: true,
    ajvOpts: { formats },
  });
  await backend.init();

  const operationOf = (request: DescribedRequest) => {
    const path = singleSegments(request.pathname);
    const { method, query, headers, body } = request;
    const described = { method, path, query: { ...query }, headers: { ...headers }, body };
    return { described, operation: backend.matchOperation(described) };
  };

  return {
    checkRequest: (request) => {
      const { described, operation } = operationOf(request);
      if (operation === undefined) return undefined;
      const { errors } = backend.validateRequest(described, operation);
      return (errors ?? []).map(sentence);
    },
    checkReply: (request, { status, body }) => {
      const { operation } = operationOf(request);
      if (operation === undefined || body === undefined || Buffer.isBuffer(body)) return [];
      const { errors } = backend.validateResponse(body, operation, status);
      return (errors ?? []).map(sentence);
    },
  };
}

/** Paths whose last parameter may hold slashes (`x-multi-segment`), which the router knows nothing of. */
const multiSegment = /^(\/repos\/[^/]+\/[^/]+\/(?:contents|git\/ref|commits|compare)\/)(.+)$/;

function singleSegments(pathname: string): string {
  return pathname.replace(multiSegment, (_all, start: string, rest: string) => start + rest.replaceAll('/', '%2F'));
}

function sentence(error: {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: object;
}): string {
  return `${error.instancePath || 'the request'} ${error.message ?? 'is wrong'} ${JSON.stringify(error.params)}`;
}
