export type Message = Readonly<{
  id: string;
  headers: Readonly<{ correlationId?: string; causationId?: string }>;
  type: string;
  body: Readonly<{ customerId: string; system?: string }>;
}>;

type Customers = Readonly<{ erase(customerId: string): Promise<void> }>;
type Replies = Readonly<{ publish(message: Message): Promise<void> }>;

/** Erases, and says so. */
export const onEraseCustomer = async (customers: Customers, replies: Replies, message: Message): Promise<void> => {
  const { customerId } = message.body;
  await customers.erase(customerId);
  const body = { system: 'crm', customerId };
  await replies.publish({ id: `crm-erased/${customerId}`, headers: {}, type: 'DataErased', body }); // want correlation-not-propagated
};
