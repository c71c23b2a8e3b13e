/** Which of a frame's numbers its width stands for. */
export type Side = 'before' | 'after' | 'both' | 'moved';

/** Before, after, both, moved. */
export type Costs = ArrayLike<number>;

/**
 * A frame that is shown: one of the call tree, or of the tree of callers. Its callees (or callers) are made when
 * they are asked for, since of 400,000 frames a screen shows a few thousand.
 */
export class Frame {
  /** Index of the name. */
  readonly name: number;
  readonly parent: Frame | null;
  readonly depth: number;
  /** The baseline leaves it out, and it is taken to be as it was. */
  readonly assumed: boolean;
  /** Cost in the baseline and in this run, not divided yet. */
  readonly before: number;
  readonly after: number;
  /** Room for the larger of both: children never need more. */
  readonly both: number;
  /** The sum of what changed, up or down. */
  readonly moved: number;
  readonly #make: (frame: Frame) => readonly Frame[];
  #children: readonly Frame[] | null = null;

  constructor(
    name: number,
    parent: Frame | null,
    costs: Costs,
    make: (frame: Frame) => readonly Frame[],
    assumed = false,
  ) {
    this.name = name;
    this.parent = parent;
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.assumed = assumed;
    this.before = costs[0] ?? 0;
    this.after = costs[1] ?? 0;
    this.both = costs[2] ?? 0;
    this.moved = costs[3] ?? 0;
    this.#make = make;
  }

  /** In an order that no view changes. */
  get children(): readonly Frame[] {
    this.#children ??= this.#make(this);
    return this.#children;
  }

  /** The frames from the root to this one. */
  get path(): readonly Frame[] {
    return this.parent === null ? [this] : [...this.parent.path, this];
  }
}
