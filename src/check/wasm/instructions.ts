/**
 * Instructions of WebAssembly, nested as they were put together; a number is one byte. Everything is a 32-bit integer,
 * addresses are in bytes.
 * @see https://webassembly.github.io/spec/core/binary/instructions.html
 */
export type Code = number | Uint8Array | readonly Code[];

const nothing = 0x40;
const integer = 0x7f;

/** A whole number that is not negative. */
export const unsigned = (value: number): Code => {
  if (value <= 0x7f) return value;
  const bytes: number[] = [];
  let rest = value >>> 0;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return bytes;
};

export const constant = (value: number): Code => {
  const bytes = [0x41];
  let rest = value | 0;
  for (; rest < -0x40 || rest > 0x3f; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest & 0x7f);
  return bytes;
};
export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)];
/** The word at an address. */
export const load = (address: Code, offset = 0): Code => [address, 0x28, 2, unsigned(offset)];
export const store = (address: Code, value: Code, offset = 0): Code => [address, value, 0x36, 2, unsigned(offset)];
export const call = (routine: number, ...values: readonly Code[]): Code => [...values, 0x10, unsigned(routine)];
/** Forgets a value. */
export const drop = (value: Code): Code => [value, 0x1a];

type Operation = (left: Code, right: Code) => Code;
const operation =
  (code: number): Operation =>
  (left, right) => [left, right, code];

export const equal = operation(0x46);
export const unequal = operation(0x47);
export const less = operation(0x48);
export const lessUnsigned = operation(0x49);
export const atMostUnsigned = operation(0x4d);
export const add = operation(0x6a);
export const subtract = operation(0x6b);
export const multiply = operation(0x6c);
export const and = operation(0x71);
export const or = operation(0x72);
export const xor = operation(0x73);
export const shiftLeft = operation(0x74);
export const shiftRight = operation(0x76);

export const isZero = (value: Code): Code => [value, 0x45];
/** `yes` if the condition holds, else `no`; both are evaluated. */
export const select = (condition: Code, yes: Code, no: Code): Code => [yes, no, condition, 0x1b];
/** `yes` if the condition holds, else `no`; only one is evaluated. */
export const choose = (condition: Code, yes: Code, no: Code): Code => [
  [condition, 0x04, integer],
  [yes, 0x05],
  [no, 0x0b],
];
export const when = (condition: Code, ...body: readonly Code[]): Code => [condition, 0x04, nothing, body, 0x0b];
/** Does one or the other. */
export const doIf = (condition: Code, yes: Code, no: Code): Code => [condition, 0x04, nothing, yes, 0x05, no, 0x0b];
/** `branch` out of it goes on behind it. */
export const block = (...body: readonly Code[]): Code => [0x02, nothing, body, 0x0b];
/** `branch` to it begins it again; it ends where its body does. */
export const loop = (...body: readonly Code[]): Code => [0x03, nothing, body, 0x0b];
/** To the block or loop that is so many levels out, 0 being the innermost. A `when` is a level too. */
export const branch = (levels: number): Code => [0x0c, unsigned(levels)];
export const branchIf = (condition: Code, levels: number): Code => [condition, 0x0d, unsigned(levels)];
export const increase = (local: number, by: number): Code => set(local, add(get(local), constant(by)));
/** Repeats as long as the condition holds, which is asked first. */
export const whilst = (condition: Code, ...body: readonly Code[]): Code =>
  block(loop(branchIf(isZero(condition), 1), body, branch(0)));

/** All parts under an operation that may take them in any grouping; nested as little as can be, for there may be thousands. */
export const folded = (operation: Operation, parts: readonly Code[], none: Code): Code => {
  const [first] = parts;
  if (first === undefined) return none;
  if (parts.length === 1) return first;
  const half = parts.length >>> 1;
  return operation(folded(operation, parts.slice(0, half), none), folded(operation, parts.slice(half), none));
};

const lengthOf = (code: Code): number => {
  if (typeof code === 'number') return 1;
  if (code instanceof Uint8Array) return code.length;
  let sum = 0;
  for (let index = 0; index < code.length; index += 1) sum += lengthOf(code[index] ?? []);
  return sum;
};

/** Writes the bytes from a place on, and says where they end. By index: millions of pieces are visited. */
const place = (code: Code, bytes: Uint8Array, at: number): number => {
  if (typeof code === 'number') {
    bytes[at] = code;
    return at + 1;
  }
  if (code instanceof Uint8Array) {
    bytes.set(code, at);
    return at + code.length;
  }
  let end = at;
  for (let index = 0; index < code.length; index += 1) end = place(code[index] ?? [], bytes, end);
  return end;
};

/** The bytes in a row. */
export const flat = (code: Code): Uint8Array => {
  const bytes = new Uint8Array(lengthOf(code));
  place(code, bytes, 0);
  return bytes;
};
