/**
 * The signed byte at `index` of bytes written as base64, read where it stands: a conversation needs a few hundred of
 * them, and to decode them all first would take longer than to judge it.
 */
export function byteAt(base64: string, index: number): number {
  // Three bytes are four characters; a byte lies in two neighbouring ones, two bits further left each time.
  const three = Math.trunc(index / 3);
  const place = index - 3 * three;
  const first = 4 * three + place;
  const twelve = (sixBits(base64.charCodeAt(first)) << 6) | sixBits(base64.charCodeAt(first + 1));
  return ((twelve >>> (4 - 2 * place)) << 24) >> 24;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Uint8Array(128);
for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value;

/** What a character of base64 (RFC 4648 §4) stands for; what is not there stands for nothing. */
const sixBits = (unit: number): number => values[unit] ?? 0;
