// Writes test/fixtures/openapi/github.json: GitHub's OpenAPI description, cut down to the operations we use.
//
//   npm install --no-save @octokit/openapi@23.0.2 && node scripts/trim-openapi.js
//
// The package weighs 390 MB, so it is no dependency: the result is committed. A path of the description may
// be given instead of the installed package's.
import { readFileSync, writeFileSync } from 'node:fs';

const source = process.argv[2] ?? 'node_modules/@octokit/openapi/generated/api.github.com.json';
const target = new URL('../test/fixtures/openapi/github.json', import.meta.url);

/** Every REST operation that the Action or the test bed may use; another one is a violation in the tests. */
const operations = [
  'actions/download-artifact',
  'actions/get-artifact',
  'actions/get-workflow-run',
  'actions/list-jobs-for-workflow-run',
  'actions/list-jobs-for-workflow-run-attempt',
  'actions/list-workflow-run-artifacts',
  'actions/list-workflow-runs',
  'actions/list-workflow-runs-for-repo',
  'git/get-blob',
  'git/get-ref',
  'issues/create-comment',
  'issues/delete-comment',
  'issues/get-comment',
  'issues/get-label',
  'issues/list-comments',
  'issues/list-labels-on-issue',
  'issues/remove-label',
  'issues/update-comment',
  'pulls/get',
  'pulls/list',
  'pulls/list-files',
  'rate-limit/get',
  'repos/compare-commits-with-basehead',
  'repos/download-tarball-archive',
  'repos/get',
  'repos/get-collaborator-permission-level',
  'repos/get-commit',
  'repos/get-content',
  'users/get-authenticated',
];

/** Prose and samples: they validate nothing. */
const dropped = new Set(['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'tags', 'x-github']);
/** Keywords whose value maps names to schemas: a property may well be called `title`. */
const named = new Set(['properties', 'patternProperties', 'parameters', 'schemas', 'responses', 'headers', 'content']);

/** The value without prose, at every depth. */
function strip(value, keysAreNames = false) {
  if (Array.isArray(value)) return value.map((item) => strip(item));
  if (value === null || typeof value !== 'object') return value;
  // OpenAPI 3.0 allows `nullable` beside a bare `oneOf`; ajv, the validator, allows it beside a `type` only.
  if (!keysAreNames && value.nullable === true && value.type === undefined) {
    const { nullable: _, ...schema } = value;
    return { anyOf: [strip(schema), { enum: [null] }] };
  }
  // A nullable enum has to list null (OpenAPI 3.0.3, proposal 2019-10-31), which GitHub's leaves out.
  if (!keysAreNames && value.nullable === true && Array.isArray(value.enum) && !value.enum.includes(null)) {
    return strip({ ...value, enum: [...value.enum, null] });
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => keysAreNames || !dropped.has(key))
      .map(([key, inner]) => [key, strip(inner, !keysAreNames && named.has(key))]),
  );
}

/** The operation with its successful answers only; errors are all of one shape, which the loopback writes itself. */
function successOnly(operation) {
  const responses = Object.entries(operation.responses).filter(([status]) => /^[23]/.test(status));
  return { ...operation, responses: Object.fromEntries(responses) };
}

/** All `#/components/…` references anywhere in the value. */
function* references(value) {
  if (value === null || typeof value !== 'object') return;
  if (typeof value.$ref === 'string') yield value.$ref;
  for (const inner of Object.values(value)) yield* references(inner);
}

const description = JSON.parse(readFileSync(source, 'utf8'));
const missing = new Set(operations);
const paths = {};
for (const [path, item] of Object.entries(description.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    if (!missing.delete(operation.operationId)) continue;
    paths[path] ??= {};
    paths[path][method] = strip(successOnly(operation));
  }
}
if (missing.size > 0) throw new Error(`${source} does not describe ${[...missing].join(', ')}`);

const components = {};
const pending = [...references(paths)];
for (let reference = pending.pop(); reference !== undefined; reference = pending.pop()) {
  const [, , kind, name] = reference.split('/');
  components[kind] ??= {};
  if (name in components[kind]) continue;
  components[kind][name] = strip(description.components[kind][name]);
  pending.push(...references(components[kind][name]));
}

const { title, version, license } = description.info;
const trimmed = { openapi: description.openapi, info: { title, version, license }, paths, components };
writeFileSync(target, `${JSON.stringify(trimmed, null, 1)}\n`);
