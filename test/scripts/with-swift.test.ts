import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/with-swift', import.meta.url));
const marker = '/etc/swift-root';
const roots = ['trixie', 'sid'];
/** The root that these tests run in, as `npm test` does; undefined outside of one. */
const here = existsSync(marker) ? readFileSync(marker, 'utf8').split('\n')[0] : undefined;
const other = roots.find((root) => root !== here);

// A machine with Swift, perf and Node 24 that is not Linux: no root can be made there, so none is entered by mistake.
const tools = mkdtempSync(join(tmpdir(), 'with-swift-'));
for (const [name, prints] of Object.entries({ swift: '', perf: '', node: 'true', uname: 'Darwin' })) {
  writeFileSync(join(tools, name), `#!/bin/sh\necho ${prints}\n`);
  chmodSync(join(tools, name), 0o755);
}
afterAll(() => rmSync(tools, { recursive: true }));

function withSwift(args: readonly string[], root?: string) {
  const env = { PATH: `${tools}:${process.env.PATH}`, ...(root === undefined ? {} : { SWIFT_ROOT: root }) };
  const { status, stdout, stderr } = spawnSync(script, args, { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('scripts/with-swift', () => {
  it('runs a command, options and all, where it stands if Swift, perf and Node 24 are on PATH', () => {
    expect(withSwift(['printf', '%s|', '--root', 'a b'])).toEqual({ status: 0, stdout: '--root|a b|', stderr: '' });
  });

  it('passes on the status of the command', () => {
    expect(withSwift(['sh', '-c', 'exit 7']).status).toBe(7);
  });

  it.each([
    ['--root', ['--root', 'bookworm', 'true'], undefined],
    ['SWIFT_ROOT', ['true'], 'bookworm'],
  ])('refuses a name in %s that is no root, and says which there are', (_, args, variable) => {
    const stderr = "with-swift: the roots are trixie and sid, not 'bookworm'.\n";
    expect(withSwift(args, variable)).toEqual({ status: 64, stdout: '', stderr });
  });

  it.each([[[]], [['--root', 'sid']], [['--rot', 'sid', 'true']]])(
    'shows how it is used, every variable included, for the arguments %j',
    (args) => {
      const { status, stderr } = withSwift(args);
      expect(status).toBe(64);
      expect(stderr).toMatch(/^scripts\/with-swift \[--root trixie\|sid\] COMMAND/);
      const variables = new Set(readFileSync(script, 'utf8').match(/\bSWIFT_ROOT\w*/g));
      expect([...variables].filter((name) => !stderr.includes(`${name} `))).toEqual([]);
    },
  );

  it.skipIf(here !== undefined).each(roots)(
    'uses the root %s when it is named, also where Swift is on PATH',
    (root) => {
      for (const result of [withSwift(['--root', root, 'true']), withSwift(['true'], root)]) {
        expect(result.status).toBe(69);
        expect(result.stderr).toMatch('with-swift: perf user probes exist on Linux only, this is Darwin.');
      }
    },
  );

  it.runIf(here !== undefined)('runs a command where it stands if that is the root that is named', () => {
    expect(withSwift(['--root', String(here), 'echo', 'here']).stdout).toBe('here\n');
    expect(withSwift(['echo', 'here'], here).stdout).toBe('here\n');
  });

  it.runIf(here !== undefined)('does not enter one root from within another', () => {
    const stderr = `with-swift: this is the root '${here}', and '${other}' is entered from outside of it only.\n`;
    expect(withSwift(['--root', String(other), 'true'])).toEqual({ status: 69, stdout: '', stderr });
  });
});
