/** An answer before it is written to the socket: a Buffer goes out as it is, everything else as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One entry of `errors` in a 422. */
export interface ValidationProblem {
  readonly resource: string;
  readonly code: string;
  readonly field: string;
  readonly message?: string;
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, headers, body };
}

/** An error as GitHub words it: `status` is repeated in the body as a string. */
export function problem(status: number, message: string, documentation: string): Reply {
  return { status, body: { message, documentation_url: documentation, status: String(status) } };
}

export function notFound(documentation: string): Reply {
  return problem(404, 'Not Found', documentation);
}

/** `403 Resource not accessible by integration`: what a token without the permission gets. */
export function notAccessible(documentation: string): Reply {
  return problem(403, 'Resource not accessible by integration', documentation);
}

export function badCredentials(): Reply {
  return problem(401, 'Bad credentials', 'https://docs.github.com/rest');
}

export function validationFailed(documentation: string, errors: readonly ValidationProblem[]): Reply {
  return {
    status: 422,
    body: { message: 'Validation Failed', errors, documentation_url: documentation, status: '422' },
  };
}
