import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Access, accesses, type Permissions, type Scope, scopes } from './permissions.ts';

/**
 * Reads the `permissions:` of a job in a workflow file (the job's own, else the workflow's), so that a test
 * issues exactly these. Throws if there are none: what a token may do then is the organisation's setting, which
 * no example should rest on.
 */
export function permissionsOf(workflowFile: string | URL, job: string): Permissions {
  const workflow: unknown = parse(readFileSync(workflowFile, 'utf8'));
  const jobs = member(workflow, 'jobs');
  const found = member(jobs, job);
  if (found === undefined) {
    throw new Error(`${String(workflowFile)} has no job '${job}', but: ${Object.keys(Object(jobs)).join(', ')}`);
  }
  const declared = member(found, 'permissions') ?? member(workflow, 'permissions');
  if (declared === 'read-all') return everything('read');
  if (declared === 'write-all') return everything('write');
  if (typeof declared !== 'object' || declared === null) {
    throw new Error(`${String(workflowFile)}: job '${job}' declares no permissions`);
  }
  return Object.fromEntries(
    Object.entries(declared).map(([scope, access]: [string, unknown]) => {
      if (!isScope(scope) || !isAccess(access)) {
        throw new Error(`${String(workflowFile)}: job '${job}' has no valid permission '${scope}: ${String(access)}'`);
      }
      return [scope, access];
    }),
  );
}

function everything(access: Access): Permissions {
  return Object.fromEntries(scopes.map((scope) => [scope, access]));
}

function isScope(name: string): name is Scope {
  return scopes.some((scope) => scope === name);
}

function isAccess(value: unknown): value is Access {
  return accesses.some((access) => access === value);
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
