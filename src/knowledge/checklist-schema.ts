import * as z from 'zod/v4';

const groupId = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'kebab-case');
const itemId = z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/, 'group.item');
const antiPatternId = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'kebab-case');
const check = z.string().min(20).max(400);

/** The properties the fault checker always verifies; a checklist item names those whose violation fails it. */
export const checkerProperties = [
  'all-or-compensated',
  'option-to-complete',
  'exactly-once-effect',
  'compensated-once',
  'compensation-order',
  'one-verdict',
  'no-orphan',
  'no-unhandled-message',
  'everything-reachable',
  'no-lost-update',
  'isolation',
  'retriable-after-pivot',
] as const;

const item = z.strictObject({
  id: itemId,
  /** The item as printed. */
  text: z.string().min(10).max(120),
  /** Not among the twelve that the checklist began with; practice asked for it. */
  addition: z.boolean().default(false),
  why: z.string().min(20).max(300),
  verify: z.strictObject({
    /** What to look for in a process document, a diagram or a decision record. */
    design: z.array(check).min(1),
    /** What to look for in source code and configuration. */
    code: z.array(check).min(1),
  }),
  /** Anti-patterns whose presence fails the item. */
  anti_patterns: z.array(antiPatternId).min(1),
  /** Checker properties whose violation fails the item; empty where no execution can decide it. */
  properties: z.array(z.enum(checkerProperties)).default([]),
  /** What to ask the team when the design is silent. */
  question: z.string().min(20).max(240).endsWith('?'),
});

const group = z.strictObject({ id: groupId, title: z.string().min(3).max(60), items: z.array(item).min(1) });

/** `knowledge/checklist.yaml`: what is verified before a distributed process design is approved. */
export const checklistSchema = z
  .strictObject({ groups: z.array(group).min(1) })
  .refine(({ groups }) => groups.every((each) => each.items.every(({ id }) => id.startsWith(`${each.id}.`))), {
    error: 'an item id begins with the id of its group',
  });

export type Checklist = Readonly<z.output<typeof checklistSchema>>;
export type ChecklistItem = Checklist['groups'][number]['items'][number];
