import type { z } from 'zod';

/** One problem of a baseline file as `KEY is VALUE; it must be …`, without a full stop. */
export function wordIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `${keyPath([...issue.path, ...issue.keys.slice(0, 1)])} is an unknown key`;
  }
  const key = keyPath(issue.path);
  if (issue.code === 'invalid_key') return `${key} is empty or too long for a name`;
  if (issue.input === undefined && issue.code === 'invalid_type') return `${key} is missing`;
  if (typeof issue.input === 'object' && issue.input !== null) return `${key} must be ${demandOf(issue)}`;
  return `${key} is ${shown(issue.input)}; it must be ${demandOf(issue)}`;
}

function demandOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return demands.get(issue.expected) ?? issue.expected;
    case 'too_small':
      if (issue.origin === 'string') return 'a text that is not empty';
      return `${issue.inclusive === false ? Number(issue.minimum) + 1 : issue.minimum} or more`;
    case 'too_big':
      if (issue.origin === 'string') return `a text of at most ${issue.maximum} characters`;
      if (issue.origin === 'array') return `a list of at most ${issue.maximum} entries`;
      return `${issue.maximum} or less`;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'invalid_union': {
      const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
      return options.map((option) => JSON.stringify(option)).join(' or ');
    }
    default:
      return `something else: ${issue.message}`;
  }
}

const demands: ReadonlyMap<string, string> = new Map([
  ['int', 'a whole number'],
  ['number', 'a number'],
  ['string', 'a text'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['record', 'an object'],
]);

function shown(input: unknown): string {
  const text = JSON.stringify(input) ?? 'missing';
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}

/** `benchmarks."http".measurement.counts.malloc`, `sites[3]`: keys that people chose are quoted. */
function keyPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  const [first] = path;
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = String(step);
      const chosen = index === 1 && (first === 'benchmarks' || first === 'dependencies');
      return chosen || !/^[$\w]{1,100}$/.test(key) ? `.${JSON.stringify(key.slice(0, 100))}` : `.${key}`;
    })
    .join('')
    .slice(1);
}
