import { describe, expect, it } from 'vitest';
import { lineUrl } from '../../src/report/links.ts';
import { mainLine, placeOfSite, shortPlace } from '../../src/report/site-line.ts';
import { links, report, site } from './reports.ts';

const line = (number: number, count: number, type?: string) => {
  return { file: 'Sources/App/Headers.swift', line: number, count, ...(type === undefined ? {} : { type }) };
};

describe('the line of a site’s change', () => {
  const allocates = [
    { name: 'String storage', count: 40, baselineCount: 40 },
    { name: 'RequestHead', count: 10, baselineCount: 0 },
  ];
  it('is one of the type that moved', () => {
    const lines = [line(33, 40, 'String storage'), line(35, 10, 'RequestHead')];
    expect(mainLine(site({ count: 50, baselineCount: 40, delta: 10, allocates, lines }))).toMatchObject({ line: 35 });
  });

  it('is not one of another type, where that type has none', () => {
    const lines = [line(33, 40, 'String storage')];
    expect(mainLine(site({ count: 50, baselineCount: 40, delta: 10, allocates, lines }))).toBeNull();
  });

  it('is one at which there are as many as it moved by, else, of a type that is known, the one with most', () => {
    const lines = [line(33, 40), line(34, 10), line(36, 5)];
    expect(mainLine(site({ count: 55, baselineCount: 45, delta: 10, lines }))).toMatchObject({ line: 34 });
    expect(mainLine(site({ count: 55, baselineCount: 48, delta: 7, lines }))).toBeNull();
    expect(mainLine(site({ count: 55, baselineCount: 0, delta: 55, lines }))).toMatchObject({ line: 33 });
    expect(mainLine(site({ count: 55, baselineCount: 55, delta: 0, lines }))).toMatchObject({ line: 33 });
    const nodes = {
      allocates: [{ name: 'Node', count: 50, baselineCount: 43 }],
      count: 50,
      baselineCount: 43,
      delta: 7,
    };
    const typed = [line(33, 40, 'Node'), line(34, 10, 'Node')];
    expect(mainLine(site({ ...nodes, lines: typed }))).toMatchObject({ line: 33 });
    expect(mainLine(site({}))).toBeNull();
  });

  it('is none where several lines have as many as it moved by, of what the baseline had before', () => {
    const lines = [line(14, 4), line(16, 4), line(33, 2)];
    expect(mainLine(site({ count: 10, baselineCount: 6, delta: 4, lines }))).toBeNull();
    expect(mainLine(site({ count: 10, baselineCount: 8, delta: 2, lines }))).toMatchObject({ line: 33 });
    expect(mainLine(site({ count: 10, baselineCount: 0, delta: 10, lines }))).toMatchObject({ line: 14 });
    const typed = [line(14, 4, 'Node'), line(16, 4, 'Node')];
    const nodes = (baselineCount: number) => [{ name: 'Node', count: 8, baselineCount }];
    const of = (before: number) =>
      site({ count: 8, baselineCount: 4, delta: 4, allocates: nodes(before), lines: typed });
    expect(mainLine(of(4))).toBeNull();
    expect(mainLine(of(0))).toMatchObject({ line: 14 });
  });

  it('is called by its file, and in a dependency by all of its path', () => {
    expect(shortPlace({ file: 'Sources/App/Headers.swift', line: 35 })).toBe('Headers.swift:35');
    expect(shortPlace({ file: 'Sources/NIOCore/Channel.swift', package: 'swift-nio', line: 190 })).toBe(
      'swift-nio/Sources/NIOCore/Channel.swift:190',
    );
    expect(placeOfSite(site({ file: 'a.swift' }))).toBeNull();
  });
});

describe('a line leads to the head commit', () => {
  const urlOf = (file: string, filesAtHead: readonly string[] | undefined, given: Parameters<typeof links>[0] = {}) =>
    lineUrl(links(given), report(filesAtHead === undefined ? {} : { filesAtHead: [...filesAtHead] }), {
      file,
      line: 35,
    });
  const file = 'Sources/App/Headers.swift';
  const head = '3f1c8a2b9d7e6f504132435465768798a9bacbdc';

  it('where the file there is the one that was measured', () => {
    expect(urlOf(file, [file])).toBe(
      `https://github.com/example/swift-http-bench/blob/${head}/Sources/App/Headers.swift#L35`,
    );
    expect(urlOf(file, [])).toBeNull();
    expect(urlOf(file, undefined)).toBeNull();
    expect(urlOf(file, [file], { runUrl: null })).toBeNull();
  });

  it('but not where it is a dependency’s, which another repository has', () => {
    const place = { file, package: 'swift-nio', line: 1 };
    expect(lineUrl(links(), report({ filesAtHead: [file] }), place)).toBeNull();
  });

  it.each([
    '../../../../evil/repo/blob/main/a.swift',
    'a/../../b.swift',
    '/etc/passwd.swift',
    'a//b.swift',
    './a.swift',
  ])('and never out of the repository: %s', (hostile) => {
    expect(urlOf(hostile, [hostile])).toBeNull();
  });

  it('and whatever it is called, the address is the file’s', () => {
    const hostile = 'a](javascript:alert(1))\n?x#L1 %2e%2e/b.swift';
    expect(urlOf(hostile, [hostile])).toBe(
      `https://github.com/example/swift-http-bench/blob/${head}/a%5D(javascript%3Aalert(1))%0A%3Fx%23L1%20%252e%252e/b.swift#L35`,
    );
  });
});
