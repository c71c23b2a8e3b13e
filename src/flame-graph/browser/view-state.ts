import type { Side } from './frame.ts';

/** What a section of the page shows; the address holds all of it, so that it can be linked to and gone back to. */
export interface ViewState {
  /** Both runs over each other, only what changed (as wide as it changed), or one of the runs. */
  readonly view: 'difference' | 'changes' | 'run' | 'baseline';
  /** Root at the bottom, root at the top, or what allocates first and its callers after it. */
  readonly order: 'up' | 'down' | 'leaf';
  /** Bytes are known of this run only. */
  readonly by: 'count' | 'bytes';
  /** Of one iteration, or of all that were recorded. */
  readonly per: 'unit' | 'all';
  /** The call paths as they are, under the allocation functions, or under the types, which are known of this run only. */
  readonly first: 'caller' | 'function' | 'type';
  /** Frames of the runtime one by one, or each run of them as one. */
  readonly runtime: 'shown' | 'folded';
  /** By change, or by function where nothing is compared; by module; by the type that is allocated most. */
  readonly color: 'frame' | 'module' | 'type';
  /** The hash of a function's name that is shown with its callers and callees instead; empty for none. */
  readonly of: string;
  /** Hashes of the names from below the root to the frame that fills the width. */
  readonly path: readonly string[];
}

type Setting = Exclude<keyof ViewState, 'of' | 'path'>;

const choices: { readonly [Key in Setting]: readonly ViewState[Key][] } = {
  view: ['difference', 'changes', 'run', 'baseline'],
  order: ['up', 'down', 'leaf'],
  by: ['count', 'bytes'],
  per: ['unit', 'all'],
  first: ['caller', 'function', 'type'],
  runtime: ['shown', 'folded'],
  color: ['frame', 'module', 'type'],
};

/** What a section shows at first: everything as it is, in this view. */
export function initialState(view: ViewState['view']): ViewState {
  const settings = {
    order: 'up',
    by: 'count',
    per: 'unit',
    first: 'caller',
    runtime: 'shown',
    color: 'frame',
  } as const;
  return { view, ...settings, of: '', path: [] };
}

/**
 * The state after a change. What is known of this run only shows this run, and who chooses another view leaves it; types
 * are chosen only where they are known.
 */
export function changedState(state: ViewState, change: Partial<ViewState>, hasTypes: boolean): ViewState {
  const next = { ...state, ...change };
  const first = next.first === 'type' && !hasTypes ? 'caller' : next.first;
  if (next.view === 'run' || (next.by === 'count' && first !== 'type')) return { ...next, first };
  if (change.view === undefined) return { ...next, first, view: 'run' };
  return { ...next, by: 'count', first: first === 'type' ? 'caller' : first };
}

/** Which number of a frame its width stands for. */
export function sideOf({ view }: ViewState): Side {
  const sides = { difference: 'both', changes: 'moved', run: 'after', baseline: 'before' } as const;
  return sides[view];
}

/** `#b-http-requests/1x2y3z?order=leaf`: the section, the path, and what is not as at first. */
export function formatFragment(section: string, { path, ...settings }: ViewState, initial: ViewState): string {
  const before: Readonly<Record<string, unknown>> = { ...initial };
  const changed = Object.entries(settings).filter(([key, value]) => value !== before[key]);
  // The slash keeps the browser from taking the fragment for the section's id, and from scrolling to it.
  const place = `#${section}/${path.join('/')}`;
  return changed.length === 0 ? place : `${place}?${new URLSearchParams(changed)}`;
}

/** The state that a fragment holds; what is missing or means nothing is as at first. */
export function parseFragment(fragment: string, initial: ViewState): ViewState {
  const [place = '', query = ''] = fragment.split('?');
  const given = new URLSearchParams(query);
  const chosen = <Key extends Setting>(key: Key): ViewState[Key] =>
    choices[key].find((value) => value === given.get(key)) ?? initial[key];
  return {
    view: initial.view === 'run' ? 'run' : chosen('view'),
    order: chosen('order'),
    by: chosen('by'),
    per: chosen('per'),
    first: chosen('first'),
    runtime: chosen('runtime'),
    color: chosen('color'),
    of: /^[a-z0-9]{1,7}$/.exec(given.get('of') ?? '')?.[0] ?? '',
    path: place
      .split('/')
      .slice(1)
      .filter((hash) => hash !== ''),
  };
}

/** The section that a fragment names. */
export function sectionOf(fragment: string): string {
  return fragment.replace(/^#/, '').split(/[/?]/)[0] ?? '';
}
