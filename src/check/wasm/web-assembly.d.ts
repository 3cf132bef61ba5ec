/** As much of WebAssembly as is used here: Node has it, its types do not. */
declare const WebAssembly: Readonly<{
  Memory: new (size: Readonly<{ initial: number; maximum: number }>) => WebAssemblyMemory;
  Module: new (bytes: Uint8Array) => WebAssemblyModule;
  Instance: new (
    module: WebAssemblyModule,
    imports: Readonly<Record<string, Readonly<Record<string, WebAssemblyMemory>>>>,
  ) => Readonly<{ exports: Readonly<Record<string, (...values: number[]) => number>> }>;
}>;

/** Grows by pages of 64 KiB; the buffer is another one then. */
type WebAssemblyMemory = Readonly<{ buffer: ArrayBuffer; grow: (pages: number) => number }>;

/** Compiled code, which only `Instance` knows what to do with. */
type WebAssemblyModule = object;
