export type Message = Readonly<{
  id: string;
  headers: Readonly<{ correlationId?: string; causationId?: string }>;
  type: string;
  body: Readonly<{ customerId: string; system?: string }>;
}>;

type Commands = Readonly<{ publish(message: Message): Promise<void> }>;

export const systems = ['crm', 'billing', 'newsletter'] as const;

/** Asks every system to erase. The process waits for their answers, for thirty days at most. */
export const onErasureRequested = async (commands: Commands, { body: { customerId } }: Message): Promise<void> => {
  for (const system of systems) {
    const body = { customerId, system };
    await commands.publish({ id: `erase/${system}/${customerId}`, headers: {}, type: 'EraseCustomer', body }); // want correlation-not-propagated
  }
};
