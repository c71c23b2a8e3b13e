/** What a token may do, in the words of a workflow's `permissions:`; what is not named is `none`. */
export type Permissions = Readonly<Partial<Record<Scope, Access>>>;

/** The permissions of a workflow that anything here asks for. */
export const scopes = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'metadata',
  'packages',
  'pages',
  'pull-requests',
  'security-events',
  'statuses',
] as const;
export type Scope = (typeof scopes)[number];

export const accesses = ['none', 'read', 'write'] as const;
export type Access = (typeof accesses)[number];

/** One permission that an operation asks for. */
export interface Need {
  readonly scope: Scope;
  readonly access: 'read' | 'write';
}

/** Whether one of the alternatives is granted; reading metadata always is, as on GitHub. */
export function satisfies(permissions: Permissions, alternatives: readonly Need[]): boolean {
  return alternatives.some(({ scope, access }) => {
    if (scope === 'metadata') return true;
    return accesses.indexOf(permissions[scope] ?? 'none') >= accesses.indexOf(access);
  });
}

/** What is left of the permissions for a pull request from a fork: writing becomes reading. */
export function readOnly(permissions: Permissions): Permissions {
  return Object.fromEntries(
    Object.entries(permissions).map(([scope, access]) => [scope, access === 'write' ? 'read' : access]),
  );
}

/** The value of the `x-accepted-github-permissions` header: `issues=write; pull_requests=write`. */
export function acceptedPermissions(alternatives: readonly Need[]): string {
  return alternatives.map(({ scope, access }) => `${scope.replaceAll('-', '_')}=${access}`).join('; ');
}
