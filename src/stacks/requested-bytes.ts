/**
 * How many bytes one call asked for, from its probe arguments: `size`, times `n` for calloc. Null where the
 * size was not recorded, or where it is no number that memory could have (`malloc(-1)`).
 */
export function requestedBytes(fields: Readonly<Record<string, bigint>>): number | null {
  const size = fields.size;
  if (size === undefined) return null;
  const bytes = size * (fields.n ?? 1n);
  return bytes >= 0n && bytes <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(bytes) : null;
}
