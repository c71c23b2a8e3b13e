import { typesFirst, typesLast } from './by-type.ts';
import { breadcrumb, Controls, legend } from './controls.ts';
import { element } from './element.ts';
import { type Found, FrameFinder, search } from './find-frames.ts';
import { foldRuntime } from './fold-runtime.ts';
import type { Frame } from './frame.ts';
import { callerFrames, callFrames, callFramesByFunction } from './frame-trees.ts';
import { type Groups, groupsOf } from './groups.ts';
import { type Sandwich, sandwichOf } from './sandwich.ts';
import { Stage } from './stage.ts';
import type { OwnCosts, TreeData } from './tree-data.ts';
import { TreeTable } from './tree-table.ts';
import { changedState, initialState, type ViewState } from './view-state.ts';
import { largestChange, Wording } from './wording.ts';

const help =
  'Arrow keys walk, Enter zooms in, Escape out, / searches, n is the next match, c copies the name, s shows callers and callees.';

/** A tree, and what finds frames in it by their names. */
interface Shown {
  readonly tree: TreeData;
  readonly finder: FrameFinder;
}

/** A tree made of another. */
type Form = (tree: TreeData) => TreeData;

/** The graph of one benchmark, with its controls, breadcrumb and table. */
export class Viewer {
  readonly element: HTMLElement;
  readonly #whole: Shown;
  /** The same in other forms, each made once it is asked for. */
  readonly #forms = new Map<Shown, Map<Form, Shown>>();
  readonly #controls: Controls;
  readonly #onZoom = (frame: Frame) => this.#zoom(frame);
  readonly #stage = new Stage(this.#onZoom);
  readonly #breadcrumb = element('nav', { 'aria-label': 'Zoomed to', class: 'path-bar' });
  readonly #said = element('p', { class: 'unseen', role: 'status' });
  readonly #sum = element('p', { class: 'quiet sum' });
  readonly #legend = element('ul', { class: 'legend quiet', 'aria-label': 'Colours' });
  readonly #table = element('div', { class: 'scroll' });
  readonly #details = element('details', { class: 'frames' }, element('summary', {}, 'As a table'), this.#table);
  readonly #onNavigate: (state: ViewState) => void;
  #state: ViewState;
  #root: Frame;
  #zoomed: Frame;
  #focus: Frame;
  #wording: Wording;
  #sandwich: Sandwich | null = null;
  #groups: Groups | null = null;
  #largest = 0;
  #found: Found = { names: new Set(), frames: 0, cost: 0 };

  /** `onNavigate` is told of every state that the reader chose, so that it becomes part of the address. */
  constructor(tree: TreeData, section: string, title: string, onNavigate: (state: ViewState) => void) {
    this.#whole = { tree, finder: new FrameFinder(tree) };
    this.#onNavigate = onNavigate;
    this.#state = initialState(tree.head.compared ? 'difference' : 'run');
    this.#zoomed = this.#focus = this.#root = this.#build();
    this.#wording = this.#newWording();
    this.#controls = new Controls(tree, section, (change) => {
      const next = this.#changed(this.#state, change);
      const leaves = next.order !== this.#state.order || next.first !== this.#state.first;
      this.#navigate({ ...next, path: [], ...(leaves ? { of: '' } : {}) });
    });
    this.#stage.canvas.ariaLabel = `Flame graph of ${title}. ${help}`;
    this.element = element(
      'div',
      { class: 'viewer' },
      this.#controls.element,
      this.#sum,
      this.#legend,
      this.#breadcrumb,
      this.#stage.element,
      this.#said,
      element('p', { class: 'quiet' }, `Click a frame to zoom. ${help}`),
      this.#details,
    );
    this.#listen();
  }

  /**
   * Shows a state; a path that is not there leaves the whole in view, and says so, and one to what did not change is
   * shown beside what did.
   */
  show(given: ViewState): void {
    const state = this.#changed(given, {});
    const isOther = (['order', 'by', 'first', 'runtime', 'of'] as const).some((key) => state[key] !== this.#state[key]);
    const isColored = (['color', 'by', 'first'] as const).some((key) => state[key] !== this.#state[key]);
    this.#state = state;
    if (isColored) this.#groups = this.#newGroups();
    if (isOther) this.#root = this.#build();
    const zoomed = this.#sandwich?.callees ?? this.#shown.finder.find(this.#root, state.path, this.#costs);
    this.#zoomed = this.#focus = zoomed ?? this.#root;
    const isUnchanged = zoomed !== null && zoomed.depth > 0 && zoomed.moved === 0;
    if (state.view === 'changes' && isUnchanged) this.#state = { ...state, view: 'difference' };
    this.#wording = this.#newWording();
    this.#controls.show(this.#state);
    this.#search();
    // Before the words change: the width is known without a new layout.
    this.draw();
    this.#describe();
    this.#fillTable();
    if (zoomed === null || (state.of !== '' && this.#sandwich === null)) this.#say('This view has no such frame.');
  }

  /** Draws anew, in the width and the colours that there are. */
  draw(): void {
    const width = this.#stage.element.clientWidth;
    if (width === 0) return;
    const [wording, zoomed, groups, sandwich] = [this.#wording, this.#zoomed, this.#groups, this.#sandwich];
    const upward = this.#state.order === 'up' && sandwich === null;
    this.#stage.draw({ wording, zoomed, groups, sandwich, found: this.#found.names, upward, width });
    this.#stage.focus(this.#focus);
  }

  #changed(state: ViewState, change: Partial<ViewState>): ViewState {
    return changedState(state, change, this.#whole.tree.types !== undefined);
  }

  get #shown(): Shown {
    const { first, order, runtime } = this.#state;
    const typed = order === 'leaf' ? typesLast : typesFirst;
    const shown = first === 'type' ? this.#form(this.#whole, typed) : this.#whole;
    return runtime === 'folded' ? this.#form(shown, foldRuntime) : shown;
  }

  #form(shown: Shown, form: Form): Shown {
    const forms = this.#forms.get(shown) ?? new Map<Form, Shown>();
    this.#forms.set(shown, forms);
    const known = forms.get(form);
    if (known !== undefined) return known;
    const tree = form(shown.tree);
    const made = { tree, finder: new FrameFinder(tree) };
    forms.set(form, made);
    return made;
  }

  get #tree(): TreeData {
    return this.#shown.tree;
  }

  get #costs(): OwnCosts {
    return this.#tree[this.#state.by];
  }

  #build(): Frame {
    const { order, first, of } = this.#state;
    this.#largest = largestChange(this.#tree, this.#costs);
    const name = this.#shown.finder.name(of);
    const sandwich = name === undefined ? null : sandwichOf(this.#tree, this.#costs, name);
    // A name of the runtime's is known where the runtime is folded, too, but no frame has it.
    this.#sandwich = sandwich !== null && sandwich.callees.both > 0 ? sandwich : null;
    if (this.#sandwich !== null) return this.#sandwich.root;
    if (order === 'leaf') return callerFrames(this.#tree, this.#costs, first !== 'caller');
    return (first === 'function' ? callFramesByFunction : callFrames)(this.#tree, this.#costs);
  }

  #newWording(): Wording {
    return new Wording(this.#tree, this.#state, this.#root, this.#largest);
  }

  /** What colours stand for besides functions and changes; null where for these. */
  #newGroups(): Groups | null {
    // Of the whole, so that folding the runtime leaves the colours as they are.
    const { tree } = this.#whole;
    const { modules, types } = this.#tree.head;
    const all = { frame: undefined, module: modules, type: types }[this.#state.color];
    return all === undefined ? null : groupsOf(tree, tree[this.#state.by], all);
  }

  #navigate(state: ViewState): void {
    this.show(state);
    this.#onNavigate(state);
  }

  #zoom(frame: Frame): void {
    if (this.#sandwich !== null) {
      this.#surround(frame);
      return;
    }
    const path = frame.path.slice(1);
    this.#navigate({ ...this.#state, path: path.map((one) => this.#shown.finder.hash(one.name)) });
    this.#sayFrame(frame);
  }

  /** Shows a frame's function with its callers and callees; the graph, as it was before, instead of the whole program's. */
  #surround(frame: Frame): void {
    const of = frame.parent === null ? '' : this.#shown.finder.hash(frame.name);
    this.#navigate({ ...this.#state, of });
    if (of !== '')
      this.#say(`Callers and callees of ${this.#wording.name(frame)}: ${this.#wording.numbers(this.#zoomed)}`);
  }

  #describe(): void {
    const copy = (frame: Frame) => this.#copy(frame);
    const sandwich = this.#sandwich === null ? (frame: Frame) => this.#surround(frame) : null;
    this.#breadcrumb.replaceChildren(
      ...breadcrumb(this.#zoomed, this.#wording, { zoom: this.#onZoom, copy, sandwich }),
    );
    this.#breadcrumb.hidden = this.#zoomed.parent === null;
    this.#legend.replaceChildren(...legend(this.#groups));
    this.#legend.hidden = !this.#wording.isDifference && this.#groups === null;
    this.#sum.textContent = `All: ${this.#wording.numbers(this.#root)}.${this.#sumOfChanges()}`;
  }

  /** What grew and what shrank, adding up to the change of the whole. */
  #sumOfChanges(): string {
    if (!this.#wording.isDifference) return '';
    const { before, after, moved } = this.#root;
    const grown = this.#wording.cost((moved + after - before) / 2);
    const shrunk = this.#wording.cost((moved - after + before) / 2);
    return ` That is ${grown} more on some call paths and ${shrunk} less on others.`;
  }

  #search(): void {
    const text = this.#controls.search.value;
    this.#found = search(this.#tree, this.#costs, this.#wording.side, text);
    const { frames, cost } = this.#found;
    const count = `${frames} ${frames === 1 ? 'frame' : 'frames'}, ${this.#wording.cost(cost)} (${this.#wording.share(cost)})`;
    this.#controls.found.textContent = text.trim() === '' ? '' : count;
  }

  #fillTable(): void {
    if (!this.#details.open) return;
    const open = (frame: Frame) => {
      this.#zoom(frame);
      this.#stage.canvas.focus();
    };
    const table = (frame: Frame, label?: string) => new TreeTable(frame, this.#wording, open, label).element;
    const { callers, callees } = this.#sandwich ?? {};
    const tables = callers && callees ? [table(callers, 'Callers'), table(callees, 'Callees')] : [table(this.#zoomed)];
    this.#table.replaceChildren(...tables);
  }

  #say(text: string): void {
    this.#said.textContent = text;
  }

  #sayFrame(frame: Frame): void {
    this.#say(`${this.#wording.name(frame)}: ${this.#wording.numbers(frame)}`);
  }

  #copy(frame: Frame): void {
    const name = this.#wording.name(frame);
    navigator.clipboard.writeText(name).then(
      () => this.#say(`Copied ${name}`),
      () => this.#say('The browser refused to copy.'),
    );
  }

  #setFocus(frame: Frame | null | undefined): void {
    if (!frame) return;
    this.#focus = frame;
    this.#stage.focus(frame);
    this.#sayFrame(frame);
  }

  #listen(): void {
    const { search: field } = this.#controls;
    this.#stage.canvas.addEventListener('focus', () => this.#stage.focus(this.#focus));
    this.#stage.canvas.addEventListener('keydown', (event) => this.#onKey(event));
    field.addEventListener('input', () => {
      this.#search();
      this.draw();
    });
    field.addEventListener('keydown', ({ key }) => {
      if (key !== 'Enter') return;
      this.#stage.canvas.focus();
      this.#nextMatch();
    });
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.target === field) return;
      event.preventDefault();
      field.focus();
    });
    this.#details.addEventListener('toggle', () => this.#fillTable());
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const frame = this.#focus;
    const isCaller = frame.path[1] === this.#sandwich?.callers;
    const outward = () => this.#setFocus(frame.parent === this.#sandwich?.callers ? this.#zoomed : frame.parent);
    const inward = () => this.#setFocus(this.#widest(frame));
    const callers = () => this.#setFocus(this.#sandwich && this.#widest(this.#sandwich.callers));
    const zoomOut = () => this.#zoom(this.#zoomed.parent ?? this.#root);
    const isUpward = this.#sandwich === null ? this.#state.order === 'up' : isCaller;
    const up = isUpward ? inward : outward;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowUp: this.#sandwich?.callees === frame ? callers : up,
      ArrowDown: isUpward ? outward : inward,
      ArrowLeft: () => this.#setFocus(this.#stage.beside(frame, -1)),
      ArrowRight: () => this.#setFocus(this.#stage.beside(frame, 1)),
      Enter: () => this.#zoom(frame),
      Escape: zoomOut,
      n: () => this.#nextMatch(),
      c: () => this.#copy(frame),
      s: () => this.#surround(frame),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  #widest(frame: Frame): Frame | undefined {
    const { side } = this.#wording;
    return frame.children
      .filter((child) => this.#stage.boxOf(child) !== undefined)
      .sort((a, b) => b[side] - a[side])[0];
  }

  #nextMatch(): void {
    const frames = this.#stage.rows.flat().map(({ frame }) => frame);
    const matches = frames.filter(({ name, parent }) => parent !== null && this.#found.names.has(name));
    const next = matches[(matches.indexOf(this.#focus) + 1) % matches.length];
    if (next === undefined) this.#say('No match can be seen.');
    else this.#setFocus(next);
  }
}
