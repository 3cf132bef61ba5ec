/** A JSON Schema object with these fields; dots nest, types are left open because the document does not say them. */
export type PayloadSchema = Readonly<{
  type: 'object';
  properties: Readonly<Record<string, unknown>>;
  required: readonly string[];
}>;

/** The payload that carries the given fields: `order.total` becomes a `total` inside an object `order`. */
export const payloadSchema = (fields: readonly string[]): PayloadSchema => {
  const children = new Map<string, string[]>();
  for (const field of fields) {
    const dot = field.indexOf('.');
    const nests = dot > 0 && dot < field.length - 1;
    const key = nests ? field.slice(0, dot) : field;
    children.set(key, [...(children.get(key) ?? []), ...(nests ? [field.slice(dot + 1)] : [])]);
  }
  return {
    type: 'object',
    properties: Object.fromEntries(
      [...children].map(([key, inner]) => [key, inner.length === 0 ? {} : payloadSchema(inner)]),
    ),
    required: [...children.keys()],
  };
};
