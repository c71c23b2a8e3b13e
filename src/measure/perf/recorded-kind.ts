import { type CallKind, callKinds } from '../../model/counted-functions.ts';
import type { RawStack } from '../../stacks/perf-folded.ts';

/** The kind of call that was recorded; undefined where perf did not say what was passed. */
export function recordedKind({ event, fields }: Pick<RawStack, 'event' | 'fields'>): CallKind | undefined {
  const probe = event.slice(event.indexOf(':') + 1);
  return callKinds.find(({ symbol, filter }) => symbol === probe && satisfies(fields, filter))?.kind;
}

/** Whether a probe's arguments satisfy a filter, as the kernel would say: `ptr != 0 && size != 0`. */
function satisfies(fields: RawStack['fields'], filter: string | null): boolean {
  return (filter?.split(' && ') ?? []).every((condition) => {
    const [name = '', comparison = '', constant = ''] = condition.split(' ');
    const value = fields[name];
    if (value === undefined) return false;
    const isEqual = value === BigInt(constant);
    if (comparison === '==' || comparison === '!=') return isEqual === (comparison === '==');
    return value <= BigInt(constant) === (comparison === '<=');
  });
}
