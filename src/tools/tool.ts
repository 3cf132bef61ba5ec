import type * as z from 'zod/v4';
import { fail, ok, type Result } from '../errors.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { misuse } from './misuse.ts';

/** What a tool may use: made once per process, the same for every door (MCP, command line, tests). */
export type ToolContext = Readonly<{ knowledge: Knowledge; signal?: AbortSignal }>;

/** An answer: the typed data and the same answer in words. Each is complete without the other. */
export type Answer = Readonly<{ data: Readonly<Record<string, unknown>>; text: string }>;

/** Questions a client can put to its user as a form. */
export type Form = Readonly<{ message: string; fields: z.ZodObject }>;

type Arguments = Readonly<Record<string, unknown>>;

export type Tool = Readonly<{
  name: string;
  title: string;
  description: string;
  input: z.ZodObject;
  output: z.ZodObject;
  /** Validates the arguments and answers. A user's mistake is an error result; a bug throws. */
  call: (args: unknown, context: ToolContext) => Promise<Result<Answer>>;
  /** What to ask the user after this answer, if anything; `accept` puts the filled form into the next call's arguments. */
  ask: (data: Answer['data'], context: ToolContext) => Form | undefined;
  accept: (args: Arguments, form: Arguments) => Arguments;
}>;

type Spec<I extends z.ZodObject, O extends z.ZodObject> = Readonly<{
  name: string;
  title: string;
  description: string;
  input: I;
  output: O;
  run: (input: z.output<I>, context: ToolContext) => Promise<Result<z.output<O>>> | Result<z.output<O>>;
  render: (output: z.output<O>, context: ToolContext) => Promise<string> | string;
  ask?: Tool['ask'];
  accept?: Tool['accept'];
}>;

/** Makes a tool from its schemas, its engine call and its rendering. */
export const defineTool = <I extends z.ZodObject, O extends z.ZodObject>(spec: Spec<I, O>): Tool => ({
  name: spec.name,
  title: spec.title,
  description: spec.description,
  input: spec.input,
  output: spec.output,
  ask: spec.ask ?? (() => undefined),
  accept: spec.accept ?? ((args) => args),
  call: async (args, context) => {
    const input = spec.input.safeParse(args ?? {}, { reportInput: true });
    if (!input.success) return fail(...input.error.issues.map((issue) => misuse(spec.name, spec.input, issue)));
    const result = await spec.run(input.data, context);
    if (!result.ok) return result;
    return ok({ data: result.value, text: await spec.render(result.value, context) });
  },
});
