/**
 * Reads what perf folds itself (facts 13):
 *
 *     perf report -i F --stdio --no-children --no-inline --no-demangle -n -g folded,0,caller,count \
 *       --percent-limit 0 -s pid,trace_fields
 *
 * Never with `-q`: it leaves out the headers, which alone tell the events apart and name the columns.
 */

/** The stacks of one row: one probe, one thread, one set of probe arguments, one call path. */
export interface RawStack {
  /** As perf names it: `group:malloc`. */
  readonly event: string;
  /** What perf's `pid` column holds: a thread id, which is the process's own for its first thread. */
  readonly thread: number;
  /** The thread's name at that time; may hold spaces, colons and digits. */
  readonly command: string;
  /** Probe arguments by name (`size`, `ret`), and perf's own `__probe_ip`. */
  readonly fields: Readonly<Record<string, bigint>>;
  /** Root first, the probed function last; `0x…` where perf knew no symbol; empty where perf printed no stack. */
  readonly frames: readonly string[];
  readonly count: number;
}

/** One block of the output. */
export interface RecordedEvent {
  readonly name: string;
  /** Sum of the rows, which is the sum of the counts of the event's stacks. */
  readonly samples: number;
  /** What the block's header says (`Event count (approx.)`, exact for probes); null where it says nothing. */
  readonly announced: number | null;
}

/** What was not understood: how many lines, and the first few of them, cut to a readable length. */
export interface Unparsed {
  readonly lines: number;
  readonly examples: readonly string[];
}

export interface PerfFolded {
  readonly stacks: readonly RawStack[];
  readonly events: readonly RecordedEvent[];
  /** Samples that perf knows it lost; null where it does not say. */
  readonly lost: number | null;
  readonly unparsed: Unparsed;
}

/** Reads the lines of a folded report (a string is split into them). Throws nothing: see `unparsed`. */
export function parsePerfFolded(input: string | Iterable<string>): PerfFolded {
  const reader = new Reader();
  for (const line of typeof input === 'string' ? input.split('\n') : input) reader.read(line);
  return reader.finish();
}

// # Total Lost Samples: 0
const lostLine = /^# Total Lost Samples: (\d+)$/;
// # Samples: 1K of event 'group:malloc'
const eventLine = /^# Samples: .* of event '(.+)'$/;
// # Event count (approx.): 1040
const announcedLine = /^# Event count \(approx\.\): (\d+)$/;
// # Overhead       Samples      Pid:Command          __probe_ip                size                 ret
const columnsLine = /^# Overhead +Samples +Pid:Command((?: +\S+)*) *$/;
//      4.31%            26    16753:Toy            7ffff745f8d0                  16      0x7ffff7c610f9
const rowLine = /^ +\d+\.\d+% +(\d+) +(\d+):(.*)$/s;
// 13 0x7ffff73e6ca8;Toy_main;swift_allocObject;malloc
const stackLine = /^(\d+) (.+)$/;

// The beginning of a row: a thread's name may hold line breaks, which perf prints as they are.
const rowStart = /^ +\d+\.\d+% +\d+ +\d+:/;
/** A name is 15 characters long at most. */
const longestName = 16;

const maximumExamples = 5;
const maximumExampleLength = 200;

class Reader {
  readonly #stacks: RawStack[] = [];
  readonly #events: { readonly name: string; samples: number; announced: number | null }[] = [];
  readonly #examples: string[] = [];
  #unparsedLines = 0;
  #lost: number | null = null;
  #columns: readonly string[] | null = null;
  /** The row whose stacks follow, with the samples for which no stack was read yet; null before the first. */
  #row: RawStack | null = null;
  /** The lines of a row that are read so far, where a line break in the thread's name has cut it. */
  #cut: readonly string[] = [];

  read(line: string): void {
    if (this.#cut.length > 0 && this.#mend(line)) return;
    if (line === '') return;
    if (line.startsWith('#')) this.#readHeader(line);
    else if (rowStart.test(line)) {
      if (this.#readRow(line)) return;
      if (this.#columns === null) this.#reject(line);
      else this.#cut = [line];
    } else if (!this.#readStack(line)) this.#reject(line);
  }

  /** Reads a row together with one line more; false where that cannot be its end or its middle. */
  #mend(line: string): boolean {
    const lines = [...this.#cut, line];
    this.#cut = [];
    const isOther = line.startsWith('#') || rowStart.test(line);
    if (!isOther && this.#readRow(lines.join('\n'))) return true;
    if (!isOther && lines.length < longestName) this.#cut = lines;
    else for (const one of lines.slice(0, -1)) this.#reject(one);
    return this.#cut.length > 0;
  }

  finish(): PerfFolded {
    for (const line of this.#cut) this.#reject(line);
    this.#closeRow();
    const unparsed = { lines: this.#unparsedLines, examples: this.#examples };
    return { stacks: this.#stacks, events: this.#events, lost: this.#lost, unparsed };
  }

  #readHeader(line: string): void {
    this.#closeRow();
    const [, name] = eventLine.exec(line) ?? [];
    if (name !== undefined) {
      this.#events.push({ name, samples: 0, announced: null });
      this.#columns = null;
    }
    const [, lost] = lostLine.exec(line) ?? [];
    if (lost !== undefined) this.#lost = Number(lost);
    const [, announced] = announcedLine.exec(line) ?? [];
    const event = this.#events.at(-1);
    if (announced !== undefined && event !== undefined) event.announced = Number(announced);
    const [, columns] = columnsLine.exec(line) ?? [];
    if (columns !== undefined) this.#columns = columns.split(' ').filter((name) => name !== '');
  }

  #readRow(line: string): boolean {
    this.#closeRow();
    const [, samples, thread, rest] = rowLine.exec(line) ?? [];
    const event = this.#events.at(-1);
    if (rest === undefined || event === undefined || this.#columns === null) return false;
    const values = splitRow(rest, this.#columns);
    if (values === null) return false;
    this.#row = { event: event.name, thread: Number(thread), ...values, frames: [], count: Number(samples) };
    event.samples += Number(samples);
    return true;
  }

  #readStack(line: string): boolean {
    const [, samples, path] = stackLine.exec(line) ?? [];
    const count = Number(samples);
    // More stacks than samples would break the sum: the line belongs to a row that was not understood.
    if (path === undefined || this.#row === null || count > this.#row.count) return false;
    this.#stacks.push({ ...this.#row, frames: path.split(';'), count });
    this.#row = { ...this.#row, count: this.#row.count - count };
    return true;
  }

  /** The samples of a row that no stack explains have no stack, but they are not lost. */
  #closeRow(): void {
    if (this.#row !== null && this.#row.count > 0) this.#stacks.push(this.#row);
    this.#row = null;
  }

  #reject(line: string): void {
    if (line === '') return;
    this.#unparsedLines += 1;
    if (this.#examples.length < maximumExamples) this.#examples.push(line.slice(0, maximumExampleLength));
  }
}

/** Fields are numbers, commands are anything: the columns are taken from the right. Null if they do not fit. */
function splitRow(rest: string, columns: readonly string[]): Pick<RawStack, 'command' | 'fields'> | null {
  const values = rest.match(new RegExp(`^(.*?)${' +(\\S+)'.repeat(columns.length)} *$`, 's'));
  const [, command, ...texts] = values ?? [];
  if (command === undefined) return null;
  const fields: Record<string, bigint> = {};
  for (const [index, name] of columns.entries()) {
    const value = parseField(name, texts[index] ?? '');
    if (value === null) return null;
    fields[name] = value;
  }
  return { command: command.trimEnd(), fields };
}

/**
 * `__probe_ip` and its like are hexadecimal: the kernel prints them with `%lx`, and a perf with its own libtraceevent
 * (up to 6.1) puts `0x` before them (facts 35).
 */
function parseField(name: string, text: string): bigint | null {
  if (name.startsWith('__probe_')) {
    const [, digits] = /^(?:0x)?([0-9a-f]+)$/.exec(text) ?? [];
    return digits === undefined ? null : BigInt(`0x${digits}`);
  }
  if (/^-\d+$/.test(text)) return -BigInt(text.slice(1));
  return /^(?:\d+|0x[0-9a-f]+)$/.test(text) ? BigInt(text) : null;
}
