/** Who said it. Text without a role is taken as the user's. */
export type Role = 'user' | 'assistant' | 'system';

export type Message = Readonly<{ role: Role; content: string }>;

/** A dialogue, oldest message first. */
export type Conversation = readonly Message[];

/**
 * A verbatim piece of a conversation: `conversation[message].content.slice(start, end) === text`.
 * Every claim about a text carries at least one.
 */
export type Span = Readonly<{ message: number; start: number; end: number; text: string }>;
