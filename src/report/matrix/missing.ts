import { code, link, prose } from '../escape.ts';
import { formatQuantity } from '../numbers.ts';
import { cut } from '../table.ts';
import type { MatrixRoom } from './fit.ts';
import type { MissingLeg } from './matrix.ts';

/** The jobs without a report that counts, each with its reason and where to look. */
export function missingList(missing: readonly MissingLeg[], room: MatrixRoom): readonly string[] {
  if (missing.length === 0) return [];
  const { shown, omitted } = cut(missing, room.missing, 'job');
  const lines = shown.map(({ name, reason, url }) => {
    const address = url === null ? '' : ` (${link('job', url)})`;
    return `- ${code(name)} ${prose(reason)}${address}`;
  });
  const title = `**${formatQuantity(missing.length, 'job')} left no report that counts:**`;
  return [title, lines.join('\n'), omitted].filter((part) => part !== '');
}

/** Reports that are not taken, one quoted warning each. */
export function refusalList(refusals: readonly string[], room: MatrixRoom): readonly string[] {
  const { shown, omitted } = cut(refusals, room.missing, 'sentence');
  return [...shown.map((sentence) => `> [!WARNING]\n> ${prose(sentence)}`), omitted];
}
