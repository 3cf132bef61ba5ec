/**
 * The signed byte at `index` of bytes written as base64, read where it stands: a conversation needs a few hundred of
 * them, and to decode them all first would take longer than to judge it.
 */
export function byteAt(base64: string, index: number): number {
  const bit = index * 8;
  const first = Math.floor(bit / 6);
  const twelve = (sixBits(base64.charCodeAt(first)) << 6) | sixBits(base64.charCodeAt(first + 1));
  return ((twelve >>> (4 - (bit % 6))) << 24) >> 24;
}

/** What a character of base64 (RFC 4648 §4) stands for; what is not there stands for nothing. */
function sixBits(unit: number): number {
  if (unit >= 97) return unit - 71;
  if (unit >= 65) return unit - 65;
  if (unit >= 48) return unit <= 57 ? unit + 4 : 0;
  return unit === 43 ? 62 : unit === 47 ? 63 : 0;
}
