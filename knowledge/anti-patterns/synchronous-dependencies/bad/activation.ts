export type SimOrdered = Readonly<{ iccid: string; customerId: string; tariffId: string }>;
export type Tariff = Readonly<{ profile: string; centsMonthly: number }>;

/** Clients of the other services' APIs. */
export type Clients = Readonly<{
  catalogue: { getTariff(id: string): Promise<Tariff> };
  network: { provision(iccid: string, profile: string): Promise<void>; deprovision(iccid: string): Promise<void> };
  billing: { openAccount(customerId: string, iccid: string, centsMonthly: number): Promise<void> };
}>;

/** Looks up the tariff, switches the card on and opens the account. */
export const onSimOrdered = async ({ catalogue, network, billing }: Clients, event: SimOrdered): Promise<void> => {
  const tariff = await catalogue.getTariff(event.tariffId); // want synchronous-dependencies
  await network.provision(event.iccid, tariff.profile); // want synchronous-dependencies
  try {
    await billing.openAccount(event.customerId, event.iccid, tariff.centsMonthly); // want synchronous-dependencies
  } catch (error) {
    await network.deprovision(event.iccid); // want synchronous-dependencies
    throw error;
  }
};
