import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../../model/errors.ts';
import { parseRecording, type ReadPart, type RecordingLimits } from './parse-recording.ts';
import type { Recording } from './recording.ts';

/** What lies in a run's folder. */
export interface Recordings {
  /** In the order of process ids, and of one process's images. */
  readonly recordings: readonly Recording[];
  /** Files that are no recordings, or that say what the recorder never writes. */
  readonly unreadable: readonly UnreadableFile[];
}

export interface UnreadableFile {
  readonly name: string;
  readonly problem: string;
}

/** A run may have thousands of processes; together their recordings are read up to these bounds. */
export interface RecordingsLimits extends RecordingLimits {
  readonly files: number;
}

export const recordingsLimits: RecordingsLimits = { files: 20_000, chunks: 4096 };

const fileName = /^(\d{1,10})-(\d{1,10})\.recording$/;

/**
 * Reads what the processes of a run have left. The folder was open to the measured program: no link is followed,
 * nothing but plain files is read, and what is not a recording is named and left alone.
 */
export function readRecordings(folder: string, limits: RecordingsLimits = recordingsLimits): Recordings {
  const recordings: Recording[] = [];
  const unreadable: UnreadableFile[] = [];
  let chunks = limits.chunks;
  for (const name of inOrder(readdirSync(folder))) {
    if (!fileName.test(name)) {
      unreadable.push({ name, problem: 'it has not the name of a recording' });
    } else if (recordings.length + unreadable.length >= limits.files) {
      unreadable.push({ name, problem: `there are more than ${limits.files} files` });
      break;
    } else {
      try {
        const { recording, read } = readRecording(join(folder, name), { chunks });
        recordings.push(recording);
        chunks -= read;
      } catch (error) {
        unreadable.push({ name, problem: messageOf(error) });
      }
    }
  }
  return { recordings, unreadable };
}

function inOrder(names: readonly string[]): readonly string[] {
  const numbers = (name: string) => fileName.exec(name)?.slice(1).map(Number) ?? [Number.POSITIVE_INFINITY, 0];
  return names.toSorted((one, other) => {
    const [pid = 0, image = 0] = numbers(one);
    const [otherPid = 0, otherImage = 0] = numbers(other);
    return pid === otherPid ? image - otherImage : pid - otherPid;
  });
}

/** Opens without waiting for a FIFO's other end, and looks at what was opened, not at what has that name by then. */
function readRecording(
  path: string,
  limits: RecordingLimits,
): { readonly recording: Recording; readonly read: number } {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(file).isFile()) throw new Error('it is not a plain file');
    let parts = 0;
    const read: ReadPart = (offset, length) => {
      parts += 1;
      return readPart(file, offset, length);
    };
    return { recording: parseRecording(read, limits), read: parts };
  } finally {
    closeSync(file);
  }
}

function readPart(file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(file, bytes, filled, length - filled, offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
