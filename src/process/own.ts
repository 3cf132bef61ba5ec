/** The entry of that name, never one inherited from Object.prototype (`constructor` is a legal name of a service). */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
