export type Message = Readonly<{
  id: string;
  headers: Readonly<{ correlationId: string; causationId: string }>;
  type: string;
  body: Readonly<{ customerId: string; system?: string }>;
}>;

type Customers = Readonly<{ erase(customerId: string): Promise<void> }>;
type Replies = Readonly<{ publish(message: Message): Promise<void> }>;

/** Erases, and says so to the process that asked. */
export const onEraseCustomer = async (customers: Customers, replies: Replies, message: Message): Promise<void> => {
  const { customerId } = message.body;
  await customers.erase(customerId);
  const id = `crm-erased/${message.headers.correlationId}`;
  await replies.publish(answer(message, id, 'DataErased', { system: 'crm', customerId }));
};

/** A message that belongs to the process of the one it answers. */
export const answer = (to: Message, id: string, type: string, body: Message['body']): Message => ({
  id,
  headers: { correlationId: to.headers.correlationId, causationId: to.id },
  type,
  body,
});
