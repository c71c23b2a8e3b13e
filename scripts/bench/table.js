/**
 * A measured number: what it is, its value and unit, and the limit it must not exceed (null: it stands beside another).
 * @typedef {{ readonly what: string, readonly value: number, readonly unit: 'µs' | 'ms' | 's' | '×' | 'MB' | 'samples', readonly limit: number | null }} Row
 */

const digits = { µs: 2, ms: 1, s: 2, '×': 2, MB: 0, samples: 0 };

/**
 * The rows as a table for a terminal.
 * @param {readonly Row[]} rows
 */
export function formatTable(rows) {
  const cells = [
    ['', 'measured', 'limit', ''],
    ...rows.map(({ what, value, unit, limit }) => {
      const shown = (number) => `${number.toFixed(digits[unit])} ${unit}`;
      if (limit === null) return [what, shown(value), '', ''];
      return [what, shown(value), shown(limit), value <= limit ? 'kept' : 'MISSED'];
    }),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column].length)));
  return cells
    .map(([what, value, limit, mark]) =>
      [what.padEnd(widths[0]), value.padStart(widths[1]), limit.padStart(widths[2]), mark].join('  ').trimEnd(),
    )
    .join('\n');
}

/**
 * The middle one of some numbers.
 * @param {readonly number[]} numbers
 */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
