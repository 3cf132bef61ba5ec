export type Message = Readonly<{
  id: string;
  headers: Readonly<{ correlationId: string; causationId: string }>;
  type: string;
  body: Readonly<{ customerId: string; system?: string }>;
}>;

type Commands = Readonly<{ publish(message: Message): Promise<void> }>;

export const systems = ['crm', 'billing', 'newsletter'] as const;

/** Asks every system to erase, on behalf of this request. The process waits for their answers, for thirty days at most. */
export const onErasureRequested = async (commands: Commands, request: Message): Promise<void> => {
  for (const system of systems) await commands.publish(following(request, 'EraseCustomer', system));
};

/** The message that follows from another: the same process, caused by it. */
export const following = ({ id, headers, body }: Message, type: string, system: string): Message => ({
  id: `${type}/${system}/${headers.correlationId}`,
  headers: { correlationId: headers.correlationId, causationId: id },
  type,
  body: { ...body, system },
});
