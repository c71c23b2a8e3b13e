import { posix } from 'node:path';
import { type Parsed, parsed, problem, quoted } from './parsed.ts';

/**
 * Reads a path that is relative to the repository and stays inside it. The value is normalized: `/` between
 * folders, no `./`, no trailing `/`, `.` for the repository itself. Symbolic links are not followed here: they
 * are checked where the path is opened.
 */
export function parseRepositoryPath(text: string): Parsed<string> {
  const accepted = 'write a path inside the repository and relative to it, such as examples/server';
  if (text === '') return problem(`the path is empty; ${accepted}`);
  if (/\p{Cc}/u.test(text)) return problem(`${quoted(text)} has control characters; ${accepted}`);
  if (text.includes('\\')) return problem(`${quoted(text)} has a backslash; ${accepted}`);
  if (text.startsWith('/') || text.startsWith('~')) return problem(`${quoted(text)} is an absolute path; ${accepted}`);
  const normalized = posix.normalize(text).replace(/\/$/, '');
  if (normalized === '..' || normalized.startsWith('../')) {
    return problem(`${quoted(text)} is outside the repository; ${accepted}`);
  }
  return parsed(normalized);
}

/** Reads one such path on each line, each folder once; white space around them and empty lines are dropped. */
export function parseRepositoryPaths(text: string): Parsed<readonly string[]> {
  const paths: string[] = [];
  for (const line of text.split('\n').map((line) => line.trim())) {
    if (line === '') continue;
    const path = parseRepositoryPath(line);
    if (!path.ok) return path;
    if (paths.includes(path.value)) return problem(`${quoted(line)} is there twice; write each folder once`);
    paths.push(path.value);
  }
  return parsed(paths);
}
