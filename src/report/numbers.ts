/** How numbers are written everywhere in a report: `1,024`, `−12` with a true minus sign, `+3.1 %`. */

const minus = '−';

/** Made once it is needed: the first one takes 14 ms, which no start has to wait for. */
function upTo(digits: 1 | 2): Intl.NumberFormat {
  formats[digits] ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: digits });
  return formats[digits];
}

const formats: { 1?: Intl.NumberFormat; 2?: Intl.NumberFormat } = {};

/** A count, at most two decimals (counts per iteration are fractions): `1,024`, `0.5`, `−3`. */
export function formatCount(value: number): string {
  return `${value < 0 ? minus : ''}${magnitude(value)}`;
}

/** A change with its sign; no change is `0`. */
export function formatDelta(value: number): string {
  return value > 0 ? `+${magnitude(value)}` : formatCount(value);
}

/** A change as a share of what it started from, with its sign; null where it started from nothing. */
export function formatPercent(delta: number, baseline: number): string | null {
  if (baseline <= 0) return null;
  if (delta === 0) return '0 %';
  const percent = (Math.abs(delta) / baseline) * 100;
  // A fall to almost nothing is not one to nothing.
  if (delta < 0 && percent < 100 && percent >= 99.95) return `${minus}99.9 %`;
  return `${delta < 0 ? minus : '+'}${percent < 0.05 ? '<0.1' : upTo(1).format(percent)} %`;
}

/** A share from 0 to 1 without a sign: `12.5 %`; never `0 %` or `100 %` of something that is neither. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.0005) return '<0.1 %';
  if (share < 1 && share > 0.9995) return '>99.9 %';
  return `${upTo(1).format(share * 100)} %`;
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A number of bytes in the largest unit that leaves at least 1: `512 B`, `31.3 KiB`. */
export function formatBytes(bytes: number): string {
  let value = Math.abs(bytes);
  let unit = 0;
  // 1023.95 would be shown as 1,024 of the smaller unit.
  while (value >= 1023.95 && unit < byteUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${bytes < 0 ? minus : ''}${upTo(1).format(value)} ${byteUnits[unit]}`;
}

/** `1 benchmark`, `1,024 benchmarks`. */
export function formatQuantity(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

function magnitude(value: number): string {
  const size = Math.abs(value);
  // A change too small to be shown must not read as none.
  return size > 0 && size < 0.005 ? '<0.01' : upTo(2).format(size);
}
