/** What a step shows beside the log: the runner's own reading of `::error file=a,line=1::message`. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
}

/** The workflow commands in a step's output. */
export interface WorkflowCommands {
  readonly annotations: readonly Annotation[];
  /** Values of `add-mask`. */
  readonly masks: readonly string[];
  /** Titles of log groups, in order. */
  readonly groups: readonly string[];
  /** Whether commands were still stopped at the end: whatever follows in the job would be ignored. */
  readonly stopped: boolean;
  /** Every command that was obeyed, by name. */
  readonly names: readonly string[];
}

const obeyed = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** Reads a step's output as the runner does (actions/runner, `ActionCommand.cs` and `ActionCommandManager.cs`). */
export function parseWorkflowCommands(output: string): WorkflowCommands {
  const annotations: Annotation[] = [];
  const masks: string[] = [];
  const groups: string[] = [];
  const names: string[] = [];
  let stopToken: string | undefined;
  for (const line of output.split(/\r?\n/)) {
    const command = parseCommand(line);
    if (command === undefined) continue;
    if (stopToken !== undefined) {
      if (command.name === stopToken) stopToken = undefined;
      continue;
    }
    if (!obeyed.has(command.name)) continue;
    names.push(command.name);
    if (isLevel(command.name)) annotations.push(annotationOf(command.name, command));
    else if (command.name === 'add-mask') masks.push(command.message);
    else if (command.name === 'group') groups.push(command.message);
    else if (command.name === 'stop-commands') stopToken = command.message;
  }
  return { annotations, masks, groups, stopped: stopToken !== undefined, names };
}

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

function parseCommand(line: string): Command | undefined {
  // `::warning file=Sources/A.swift,line=3::Allocations grew`: must start the line, blanks aside.
  const current = /^\s*::([^ ]+?)(?: (.*?))?::(.*)$/s.exec(line);
  // `##[warning file=A;line=3]Allocations grew`: the older form, which the runner obeys anywhere in a line.
  const found = current ?? /##\[([^ \]]+)(?: ([^\]]*))?\](.*)$/s.exec(line);
  if (found === null) return undefined;
  const [, name = '', properties = '', message = ''] = found;
  const pairs = properties.split(current === null ? ';' : ',').flatMap((pair) => {
    const [, key, value] = /^\s*([^=]+)=(.*)$/s.exec(pair) ?? [];
    return key === undefined || value === undefined ? [] : [[key, unescapeProperty(value)]];
  });
  return { name, properties: Object.fromEntries(pairs), message: unescapeMessage(message) };
}

function annotationOf(level: Annotation['level'], { properties, message }: Command): Annotation {
  const { title, file, line, endLine } = properties;
  return {
    level,
    message,
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(endLine === undefined ? {} : { endLine: Number(endLine) }),
  };
}

function isLevel(name: string): name is Annotation['level'] {
  return name === 'error' || name === 'warning' || name === 'notice';
}

function unescapeMessage(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
