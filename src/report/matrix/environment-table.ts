import { code } from '../escape.ts';
import { linkLine } from '../next-step.ts';
import { formatQuantity } from '../numbers.ts';
import { type Column, cut, table } from '../table.ts';
import type { MatrixRoom } from './fit.ts';
import type { Leg } from './matrix.ts';

const columns: readonly Column[] = ['Job', 'Swift', 'Target', 'libc', 'Links'].map((title) => ({
  title,
  align: 'left',
}));

/** Where each leg was measured, and where its flame graph and its report are; collapsed. */
export function environmentTable(legs: readonly Leg[], room: MatrixRoom): readonly string[] {
  if (legs.length === 0) return [];
  const { shown, omitted } = cut(legs, room.environments, 'row');
  const rows = shown.map(({ name, report: { fingerprint }, links }) => [
    code(name),
    ...(fingerprint === null
      ? ['', '', '']
      : [code(fingerprint.swift), code(fingerprint.target), code(fingerprint.libc)]),
    linkLine({ ...links, runUrl: null, flameGraphExpires: null }),
  ]);
  const content = [rows.length > 0 ? table(columns, rows) : '', omitted].filter((part) => part !== '');
  const summary = `Environments, flame graphs and reports of ${formatQuantity(legs.length, 'job')}`;
  return [[`<details><summary>${summary}</summary>`, ...content, '</details>'].join('\n\n')];
}
