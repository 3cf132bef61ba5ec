import { type Code, flat, unsigned } from './instructions.ts';

/** A function over 32-bit integers that gives one back. Its parameters are its first locals. */
export type Routine = Readonly<{
  /** What it is called outside; absent: only other routines call it, by their place in the list. */
  name?: string;
  parameters: number;
  /** Locals besides the parameters; zero at first. */
  locals: number;
  body: Code;
}>;

const integer = 0x7f;
const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/**
 * The routines as a module that works on a memory given to it.
 * @see https://webassembly.github.io/spec/core/binary/modules.html
 */
export const moduleOf = (routines: readonly Routine[]): WebAssemblyModule => {
  const shapes = [...new Set(routines.map(({ parameters }) => parameters))];
  const exported = routines.flatMap(({ name }, index) => (name === undefined ? [] : [{ name, index }]));
  return new WebAssembly.Module(
    flat([
      header,
      section(
        1,
        shapes.map((parameters) => [0x60, vector(Array(parameters).fill(integer)), vector([integer])]),
      ),
      section(2, [[text('host'), text('memory'), 0x02, 0x00, 0]]),
      section(
        3,
        routines.map(({ parameters }) => unsigned(shapes.indexOf(parameters))),
      ),
      section(
        7,
        exported.map(({ name, index }) => [text(name), 0x00, unsigned(index)]),
      ),
      section(10, routines.map(bodyOf)),
    ]),
  );
};

const bodyOf = ({ locals, body }: Routine): Code =>
  sized([vector(locals === 0 ? [] : [[unsigned(locals), integer]]), body, 0x0b]);

const section = (id: number, items: readonly Code[]): Code => [id, sized(vector(items))];
const vector = (items: readonly Code[]): Code => [unsigned(items.length), items];
const text = (value: string): Code => sized(new TextEncoder().encode(value));
const sized = (code: Code): Code => {
  const bytes = flat(code);
  return [unsigned(bytes.length), bytes];
};

/** A module at work on this memory: its routines by name. */
export const routinesOf = (
  module: WebAssemblyModule,
  memory: WebAssemblyMemory,
): ((name: string) => (...values: number[]) => number) => {
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  return (name) => {
    const found = exports[name];
    if (!found) throw new Error(`no routine ${name}`);
    return found;
  };
};
