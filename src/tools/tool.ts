import type * as z from 'zod/v4';
import type { AdviserOptions } from '../advise/index.ts';
import { fail, ok, type Result } from '../errors.ts';
import type { Knowledge } from '../knowledge/index.ts';
import { misuse } from './misuse.ts';

/** The language model that may be asked as well; no options: the user gave no key. */
export type Advised = Readonly<{ options: AdviserOptions | null; always: boolean }>;

/** What a tool may use: made once per process, the same for every door (MCP, command line, tests). */
export type ToolContext = Readonly<{
  knowledge: Knowledge;
  adviser?: Advised;
  /** What mistakes in a document are said to be in: the file it came from. Not given: `document`. */
  documentName?: string | undefined;
  /** Aborts when nobody waits for the answer any more. */
  signal?: AbortSignal;
  /** Told in words, while a long answer is being worked out, how far it is. */
  onProgress?: (message: string) => void;
}>;

/** An answer: the typed data and the same answer in words. Each is complete without the other. */
export type Answer = Readonly<{
  data: Readonly<Record<string, unknown>>;
  text: string;
  /** What to ask the user before this answer counts, where the client can show a form. */
  form: Form | undefined;
}>;

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
  /** Puts a filled form into the arguments of the next call. */
  accept: (args: Arguments, form: Arguments) => Arguments;
}>;

/** What an engine returns for a schema: the same shape, and nobody changes it. */
type Data<T> = T extends readonly (infer E)[]
  ? readonly Data<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Data<T[K]> }
    : T;

type Spec<I extends z.ZodObject, O extends z.ZodObject> = Readonly<{
  name: string;
  title: string;
  description: string;
  input: I;
  output: O;
  run: (input: z.output<I>, context: ToolContext) => Promise<Result<Data<z.output<O>>>> | Result<Data<z.output<O>>>;
  render: (output: Data<z.output<O>>, context: ToolContext) => Promise<string> | string;
  ask?: (output: Data<z.output<O>>, context: ToolContext) => Form | undefined;
  accept?: Tool['accept'];
}>;

/** Makes a tool from its schemas, its engine call and its rendering. */
export const defineTool = <I extends z.ZodObject, O extends z.ZodObject>(spec: Spec<I, O>): Tool => ({
  name: spec.name,
  title: spec.title,
  description: spec.description,
  input: spec.input,
  output: spec.output,
  accept: spec.accept ?? ((args) => args),
  call: async (args, context) => {
    const input = spec.input.safeParse(args ?? {}, { reportInput: true });
    if (!input.success) return fail(...input.error.issues.map((issue) => misuse(spec.name, spec.input, issue)));
    const result = await spec.run(input.data, context);
    if (!result.ok) return result;
    const text = await spec.render(result.value, context);
    return ok({ data: { ...result.value }, text, form: spec.ask?.(result.value, context) });
  },
});
