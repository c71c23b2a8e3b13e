import { filledLines, line, type Parsed, parsed, problem } from './parsers.ts';

/** GitHub starts at most 256 jobs of a matrix. */
const most = 256;

/** Reads names of jobs as GitHub shows them, one on each line, in which `*` stands for anything. */
export function parseJobs(text: string): Parsed<readonly string[]> {
  const names = filledLines(text);
  if (names.length > most) return problem(`more than ${most} jobs`);
  for (const name of names) {
    const result = line(500)(name);
    if (!result.ok) return result;
  }
  return parsed([...new Set(names)]);
}

/** Whether one of the names is this job's; without any name every job is meant. */
export function isMeant(names: readonly string[], job: string): boolean {
  return names.length === 0 || names.some((name) => matches(name, job));
}

/** Part after part, each at its first place: no pattern is slow on a name that a stranger chose. */
function matches(pattern: string, job: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return job === first;
  if (!job.startsWith(first) || !job.endsWith(last)) return false;
  const end = job.length - last.length;
  let at = first.length;
  for (const part of others) {
    const found = job.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= end;
}
