import { constants } from 'node:os';

interface Signal {
  readonly name: string;
  /** What a program did to get it, or who sends it; null where the name says all that is known. */
  readonly cause: string | null;
  readonly remedy: string;
}

const runAgain =
  'Run it outside of the gate with the same arguments and environment, in a debugger or with output, to see why.';
const swiftError =
  'Swift ends a program this way at fatalError, a failed precondition, an overflow or an uncaught error: its last lines say where.';
const fromOutside =
  'The gate did not send it. A script’s `kill 0` reaches the script itself too: end what it started with `kill "$!"`.';

const memory = { cause: 'it used memory that is not its own', remedy: runAgain };
const another = {
  cause: null,
  remedy: 'Find out which process sends it, or which timer; a program that expects it handles it.',
};

/** signal(7). */
const signals: readonly (Signal & { readonly name: NodeJS.Signals })[] = [
  { name: 'SIGHUP', cause: null, remedy: fromOutside },
  { name: 'SIGINT', cause: null, remedy: fromOutside },
  { name: 'SIGQUIT', cause: null, remedy: fromOutside },
  { name: 'SIGILL', cause: 'an illegal instruction', remedy: swiftError },
  { name: 'SIGTRAP', cause: 'a trap', remedy: swiftError },
  { name: 'SIGABRT', cause: 'it aborted itself', remedy: swiftError },
  { name: 'SIGBUS', ...memory },
  { name: 'SIGFPE', cause: 'an arithmetic error', remedy: runAgain },
  {
    name: 'SIGKILL',
    cause: 'the gate did not send it',
    remedy:
      'The kernel sends it when memory runs out: `dmesg` tells. Else another process did, perhaps one of its own.',
  },
  { name: 'SIGUSR1', ...another },
  { name: 'SIGSEGV', ...memory },
  { name: 'SIGUSR2', ...another },
  {
    name: 'SIGPIPE',
    cause: 'it wrote to a pipe or socket that nobody reads',
    remedy: 'Ignore SIGPIPE in the program and handle the error of the write, or keep the reader open.',
  },
  { name: 'SIGALRM', cause: 'a timer of its own', remedy: another.remedy },
  { name: 'SIGTERM', cause: null, remedy: fromOutside },
  { name: 'SIGSTKFLT', ...another },
  { name: 'SIGCHLD', ...another },
  { name: 'SIGCONT', ...another },
  {
    name: 'SIGSTOP',
    cause: null,
    remedy: 'Find out which process sends it: a program has to run through to be counted.',
  },
  { name: 'SIGTSTP', ...another },
  { name: 'SIGTTIN', ...another },
  { name: 'SIGTTOU', ...another },
  { name: 'SIGURG', ...another },
  {
    name: 'SIGXCPU',
    cause: 'its limit of processor time',
    remedy: 'Raise the limit (`ulimit -t`), or let it do less.',
  },
  { name: 'SIGXFSZ', cause: 'its limit of file size', remedy: 'Raise the limit (`ulimit -f`), or let it write less.' },
  { name: 'SIGVTALRM', cause: 'a timer of its own', remedy: another.remedy },
  { name: 'SIGPROF', cause: 'a profiling timer', remedy: another.remedy },
  { name: 'SIGWINCH', ...another },
  { name: 'SIGIO', ...another },
  { name: 'SIGPWR', ...another },
  {
    name: 'SIGSYS',
    cause: 'a system call that is forbidden here',
    remedy: 'Loosen the container’s seccomp profile, or leave the call out.',
  },
];

/** glibc keeps 32 and 33 for itself; musl one more, which no program of Swift meets. */
const firstRealTime = 34;

/** A signal by its number on this system: its name (`SIGRTMIN+3` for those without one), why it came, what helps. */
export function signalHere(number: number): Signal {
  return signals.find(({ name }) => constants.signals[name] === number) ?? { name: nameless(number), ...another };
}

function nameless(number: number): string {
  if (number <= firstRealTime) return number === firstRealTime ? 'SIGRTMIN' : `signal ${number}`;
  return `SIGRTMIN+${number - firstRealTime}`;
}
