/** How long nothing may be heard while something is waited for, in ms. */
const longestSilence = 30_000;

/** Says that the work goes on, and at what, each time that nothing was heard of it for half a minute. */
export interface SignOfLife {
  /** A step of the work begins; the steps may be nested. The function returned ends it. */
  begin(step: string): () => void;
  /** Where the work of the innermost step has come to; replaced by the next. */
  progress(line: string): void;
  /** Something was written: silence begins anew. */
  heard(): void;
  /** `Measuring load: run 7 (1 min 30 s)`, the time being that of the step; empty where there is none. */
  now(): string;
}

interface Step {
  readonly title: string;
  readonly begun: number;
  progress: string;
}

/** `say` writes one line. Nothing is timed outside of a step, and no timer keeps the program alive. */
export function createSignOfLife(say: (line: string) => void): SignOfLife {
  const steps: Step[] = [];
  let timer: NodeJS.Timeout | undefined;
  const now = () => {
    const step = steps.at(-1);
    if (step === undefined) return '';
    const where = step.progress === '' ? step.title : `${shortTitle(step.title)}: ${step.progress}`;
    return `${where} (${formatElapsed(performance.now() - step.begun)})`;
  };
  const heard = () => {
    clearTimeout(timer);
    if (steps.length === 0) return;
    timer = setTimeout(() => {
      say(now());
      heard();
    }, longestSilence).unref();
  };
  return {
    now,
    heard,
    begin: (title) => {
      const step: Step = { title, begun: performance.now(), progress: '' };
      steps.push(step);
      heard();
      return () => {
        steps.splice(steps.indexOf(step));
        heard();
      };
    },
    progress: (line) => {
      const step = steps.at(-1);
      if (step !== undefined) step.progress = line;
    },
  };
}

/** Of a step with progress: a build's is its whole command. */
function shortTitle(title: string): string {
  return title.length > 40 ? `${title.slice(0, 39)}…` : title;
}

/** Whole seconds, `5 s` or `1 min 05 s`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
