/** Where something stands in a text, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The line and column of an offset. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** A string, one sign, or a number or word. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Where the value of each key of the outermost object starts, in a text in which `findJsonProblem` found nothing. */
export function valuePlaces(text: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let depth = 0;
  let before = '';
  let key: string | null = null;
  for (const { 0: found, index } of text.matchAll(token)) {
    if (key !== null && before === ':') {
      places.set(key, placeAt(text, index));
      key = null;
    }
    if (found === ':' && depth === 1) key = String(JSON.parse(before));
    if (found === '{' || found === '[') depth += 1;
    if (found === '}' || found === ']') depth -= 1;
    before = found;
  }
  return places;
}
