import { basename, dirname } from 'node:path';
import { messageOf } from '../model/errors.ts';
import type { ActionLogger } from './action-logger.ts';
import type { Context } from './context.ts';

export interface UploadedArtifact {
  readonly outcome: 'uploaded';
  readonly id: number;
  /** Where a browser opens it; only for people who are signed in and may read the repository. */
  readonly url: string;
  readonly name: string;
  readonly expiresAt: Date;
}

/** What became of an upload; `message` is one sentence for a warning. */
export type UploadOutcome = UploadedArtifact | { readonly outcome: 'failed'; readonly message: string };

export type UploadContext = Pick<Context, 'serverUrl' | 'repository' | 'runId' | 'retentionDays'>;

export interface UploadOptions {
  /** Days until GitHub deletes it; the repository's own limit where that is shorter or none is given. */
  readonly retentionDays?: number;
  /** After that many milliseconds the upload is given up; a minute, if nothing is said. */
  readonly milliseconds?: number;
  readonly now?: Date;
}

/**
 * Uploads one file as it is, so that GitHub opens `.html` in the browser and nothing has to be unpacked. The file's
 * name becomes the artifact's name and must be new in this run. Never throws.
 */
export function uploadArtifact(
  file: string,
  context: UploadContext,
  logger: ActionLogger,
  options: UploadOptions = {},
): Promise<UploadOutcome> {
  return upload({ name: basename(file), files: [file], isArchive: false }, context, logger, options);
}

/** Uploads files of one folder as a zip of this name, for people to download. Never throws. */
export function uploadArchive(
  name: string,
  files: readonly string[],
  context: UploadContext,
  logger: ActionLogger,
  options: UploadOptions = {},
): Promise<UploadOutcome> {
  return upload({ name, files, isArchive: true }, context, logger, options);
}

interface Upload {
  readonly name: string;
  readonly files: readonly string[];
  readonly isArchive: boolean;
}

async function upload(
  { name, files, isArchive }: Upload,
  context: UploadContext,
  logger: ActionLogger,
  { retentionDays = context.retentionDays, milliseconds = 60_000, now = new Date() }: UploadOptions,
): Promise<UploadOutcome> {
  // Asked before the package is, which would write a warning of its own.
  if (!isGitHubCloud(context.serverUrl)) {
    return failed(name, 'GitHub Enterprise Server does not take artifacts of this version.');
  }
  const days = Math.max(1, Math.min(retentionDays, context.retentionDays));
  try {
    // Imported late: 2.5 MiB that a run without artifacts need not load (facts 29).
    const { DefaultArtifactClient } = await import('@actions/artifact');
    const { id } = await logger.group(`Upload ${name}`, () =>
      within(
        milliseconds,
        new DefaultArtifactClient().uploadArtifact(name, [...files], dirname(files[0] ?? '.'), {
          skipArchive: !isArchive,
          retentionDays: days,
        }),
      ),
    );
    if (id === undefined) return failed(name, 'GitHub gave it no id.');
    const { owner, name: repository } = context.repository;
    return {
      outcome: 'uploaded',
      id,
      url: `${context.serverUrl}/${owner}/${repository}/actions/runs/${context.runId}/artifacts/${id}`,
      name,
      expiresAt: new Date(now.getTime() + days * 24 * 60 * 60 * 1000),
    };
  } catch (error) {
    return failed(name, reasonOf(messageOf(error)));
  }
}

/**
 * What the work gives, if it does so in time. The package's HTTP client waits for ever for the rest of an answer that
 * breaks off (`readBody` of @actions/http-client resolves on `end` alone); what it still does is ended with the step.
 */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const told = `The artifact service was not done within ${Math.round(milliseconds / 1000)} seconds.`;
    timer = setTimeout(() => reject(new Error(told)), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Where the artifact service is: github.com and its data-residency hosts (as in @actions/artifact, `isGhes`). */
function isGitHubCloud(serverUrl: string): boolean {
  const { hostname } = new URL(serverUrl);
  return hostname === 'github.com' || hostname.endsWith('.ghe.com') || hostname.endsWith('.localhost');
}

function reasonOf(message: string): string {
  // "Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with …"
  if (message.includes('(409)')) {
    return 'This run has an artifact of that name already; give each job that runs the gate a `key` of its own.';
  }
  if (/\((401|403)\)/.test(message)) return 'The artifact service refused this job.';
  const firstLine = message.split('\n', 1)[0] ?? '';
  return /[.!?]$/.test(firstLine) ? firstLine : `${firstLine}.`;
}

function failed(name: string, reason: string): UploadOutcome {
  return { outcome: 'failed', message: `${name} could not be uploaded as an artifact. ${reason}` };
}
