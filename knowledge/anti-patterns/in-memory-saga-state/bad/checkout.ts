type Commands = Readonly<{ send(type: 'ReleaseBus', groupId: string): Promise<void> }>;

/** Waits for all guests of a group. */
export class CheckoutManager {
  readonly #waiting = new Map<string, Set<string>>(); // want in-memory-saga-state
  readonly #commands: Commands;

  constructor(commands: Commands) {
    this.#commands = commands;
  }

  async onGroupCheckoutStarted(groupId: string, guests: readonly string[]): Promise<void> {
    this.#waiting.set(groupId, new Set(guests));
  }

  async onGuestCheckedOut(groupId: string, guest: string): Promise<void> {
    const guests = this.#waiting.get(groupId);
    guests?.delete(guest);
    if (guests?.size !== 0) return;
    this.#waiting.delete(groupId);
    await this.#commands.send('ReleaseBus', groupId);
  }
}
