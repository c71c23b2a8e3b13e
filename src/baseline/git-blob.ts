import { createHash } from 'node:crypto';

/** The SHA-1 by which git calls a file's content: equal names, equal bytes (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
export function gitBlob(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');
}
