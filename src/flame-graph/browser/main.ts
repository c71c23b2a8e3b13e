import { decodePayload } from './tree-data.ts';
import { formatFragment, initialState, parseFragment, sectionOf } from './view-state.ts';
import { Viewer } from './viewer.ts';

/**
 * The page's script. Without it the page has its tables and static graphs; with it each section of a benchmark gets
 * the graph to look around in, made from the data beside it when the section comes into view.
 */
const viewers = new Map<Element, Promise<Viewer>>();

/** The fragment that is on the screen, so that our own changes of the address are not followed. */
let shown = '';
/** The section that the last fragment spoke of: going back to an address without one resets it. */
let last: HTMLElement | null = null;

function viewerOf(section: HTMLElement): Promise<Viewer> {
  const viewer = viewers.get(section) ?? open(section);
  viewers.set(section, viewer);
  return viewer;
}

function initialOf(section: HTMLElement) {
  const views = ['changes', 'difference'] as const;
  return initialState(views.find((view) => view === section.dataset.graph) ?? 'run');
}

async function open(section: HTMLElement): Promise<Viewer> {
  const payload = section.querySelector('script')?.textContent ?? '';
  const still = section.querySelector<HTMLElement>('.still');
  const tree = await decodePayload(payload);
  const viewer = new Viewer(tree, section.id, section.querySelector('h2')?.textContent ?? '', (state) => {
    location.hash = formatFragment(section.id, state, initialOf(section));
    shown = location.hash;
    last = section;
  });
  still?.replaceWith(viewer.element);
  viewer.show(initialOf(section));
  const draw = () => viewer.draw();
  addEventListener('resize', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  const print = ({ type }: Event) => {
    document.documentElement.classList.toggle('printing', type === 'beforeprint');
    draw();
  };
  addEventListener('beforeprint', print);
  addEventListener('afterprint', print);
  return viewer;
}

async function follow(): Promise<void> {
  if (location.hash === shown) return;
  shown = location.hash;
  const named = document.getElementById(sectionOf(shown));
  const section = named?.matches('[data-graph]') ? named : last;
  if (section === null) return;
  const viewer = await viewerOf(section);
  viewer.show(section === named ? parseFragment(shown, initialOf(section)) : initialOf(section));
  if (shown.includes('/')) viewer.element.scrollIntoView({ block: section === last ? 'nearest' : 'start' });
  last = section;
}

const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting || !(target instanceof HTMLElement)) continue;
      observer.unobserve(target);
      void viewerOf(target);
    }
  },
  { rootMargin: '800px' },
);
const sections = document.querySelectorAll<HTMLElement>('[data-graph]');
// The observer speaks after the first frame on the screen; the first section need not wait for it.
if (sections[0]) void viewerOf(sections[0]);
for (const section of sections) observer.observe(section);
addEventListener('hashchange', follow);
void follow();
