import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfigFile } from '../config/file.ts';
import { messageOf, UsageError } from '../errors.ts';
import { readFileAt } from '../github/base-branch.ts';
import type { Client } from '../github/client.ts';
import type { Context } from '../github/context.ts';
import { code } from '../report/escape.ts';
import type { Logger } from '../system/logger.ts';

const limitsNamed = 5;

/**
 * Says that the pull request edits the configuration which judges it, and which limits it moves; nothing where the
 * file is the base branch's. A limit that was raised would otherwise be a quiet way through the gate.
 */
export async function configurationNotice(
  client: Client | null,
  { repository, pullRequest, base, workspace }: Pick<Context, 'repository' | 'pullRequest' | 'base' | 'workspace'>,
  path: string,
  logger: Logger,
): Promise<readonly string[]> {
  if (client === null || pullRequest === null || !base?.sha) return [];
  const head = await readFile(join(workspace, path), 'utf8').catch(() => null);
  try {
    const before = await readFileAt(client, repository, path, base.sha);
    // The first configuration loosens nothing: there was none to be strict.
    if (before === null || before === head) return [];
    if (head === null) return [`This pull request removes the configuration ${code(path)} of the base branch.`];
    const moved = movedLimits(before, head, path);
    const shown = moved.slice(0, limitsNamed).join(', ');
    const more = moved.length > limitsNamed ? `, and ${moved.length - limitsNamed} more` : '';
    return [
      `This pull request edits the configuration that judges it, ${code(path)}: ${shown === '' ? 'no limit moves' : shown + more}.`,
    ];
  } catch (error) {
    logger.warning(`The configuration of the base branch could not be read: ${messageOf(error)}`);
    return [];
  }
}

/** The limits that differ: of each benchmark, and the one for all. */
function movedLimits(before: string, head: string, path: string): readonly string[] {
  const [old, now] = [limitsOf(before, path), limitsOf(head, path)];
  if (old === null || now === null) return ['its old form is not understood'];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => old.get(name) !== now.get(name))
    .map(
      (name) =>
        `the limit of ${code(name)} from ${old.get(name) ?? 'the default'} to ${now.get(name) ?? 'the default'}`,
    );
}

function limitsOf(text: string, path: string): ReadonlyMap<string, string> | null {
  try {
    const { benchmarks, defaults } = parseConfigFile(text, path);
    const all = [{ name: 'defaults', limit: defaults.limit }, ...benchmarks];
    return new Map(
      all.flatMap(({ name, limit }) => (limit === null ? [] : [[name, `${limit.absolute} or ${limit.percent} %`]])),
    );
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}
