import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Commit, Repository } from './model.ts';
import type { Addresses } from './recorded.ts';
import { notFound, problem, type Reply } from './reply.ts';
import type { GitHubState } from './state.ts';

/** `/octo-org/shop/legacy.tar.gz/SHA`, as codeload.github.com calls it. */
export const archivePath = /^\/(?<repository>[^/]+\/[^/]+)\/legacy\.tar\.gz\/(?<sha>[0-9a-f]{40})$/;

/** Where the API sends those who want a commit's files: another origin, with a token of its own in the address. */
export function archiveAddress({ blobs }: Addresses, { fullName }: Repository, { sha }: Commit): string {
  return `${blobs}/${fullName}/legacy.tar.gz/${sha}?token=${tokenOf(sha)}`;
}

/** The commit's files as a gzipped tar. A client that sends the API's token to this origin is refused. */
export function serveArchive(state: GitHubState, url: URL, authorization: string | undefined): Reply {
  const documentation = 'https://docs.github.com/rest/repos/contents#download-a-repository-archive-tar';
  if (authorization !== undefined) return problem(400, 'A token of the API came to another origin', documentation);
  const { repository: fullName = '', sha = '' } = archivePath.exec(url.pathname)?.groups ?? {};
  const repository = state.repositories.get(fullName);
  const commit = state.commits.get(sha);
  const isSigned = url.searchParams.get('token') === tokenOf(sha);
  if (repository === undefined || commit === undefined || !isSigned) return notFound(documentation);
  const name = `${repository.owner}-${repository.name}-${sha.slice(0, 7)}`;
  return {
    status: 200,
    headers: { 'content-type': 'application/x-gzip', 'content-disposition': `attachment; filename=${name}.tar.gz` },
    body: gzipSync(tarball(name, commit)),
  };
}

function tokenOf(sha: string): string {
  return createHash('sha256').update(`archive of ${sha}`).digest('hex').slice(0, 32);
}

/** As `git archive` writes it: the commit in a global header, then everything below one folder. */
function tarball(folder: string, { sha, files, links }: Commit): Buffer {
  const comment = `52 comment=${sha}\n`;
  const entries = [...files].map(([path, content]) =>
    links.has(path)
      ? entry(`${folder}/${path}`, '2', Buffer.of(), content.toString())
      : entry(`${folder}/${path}`, '0', content),
  );
  const end = Buffer.alloc(1024);
  return Buffer.concat([
    entry('pax_global_header', 'g', Buffer.from(comment)),
    entry(`${folder}/`, '5', Buffer.of()),
    ...entries,
    end,
  ]);
}

/** One entry: a header of 512 bytes (POSIX.1-1988, "ustar"), and the content in blocks of the same size. */
function entry(path: string, type: '0' | '2' | '5' | 'g', content: Buffer, link = ''): Buffer {
  const [prefix, name] = split(path);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(octal(type === '5' ? 0o775 : 0o664, 8), 100);
  header.write(octal(0, 8) + octal(0, 8), 108);
  header.write(octal(content.length, 12) + octal(0, 12), 124);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write(link, 157);
  header.write('ustar\x0000', 257);
  header.write(prefix, 345);
  // The sum is taken with the field itself as spaces.
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte),
      7,
    )} `,
    148,
  );
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

/** A name holds 100 bytes; what is before one of its slashes may go into a prefix of 155. */
function split(path: string): readonly [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ['', path];
  const slash = path.indexOf('/', path.length - 101);
  if (slash < 0 || slash > 155) throw new Error(`${path} is too long for the loopback's archives`);
  return [path.slice(0, slash), path.slice(slash + 1)];
}

function octal(number: number, length: number): string {
  return `${number.toString(8).padStart(length - 1, '0')}\0`;
}
