import { describe, expect, it } from 'vitest';
import { balance, inMemoryAccount, withdraw } from './account.ts';

describe('an account', () => {
  it('is never overdrawn by withdrawals that race', async () => {
    const account = inMemoryAccount();
    await account.append(0, { type: 'Deposited', data: { amount: 10 } });
    const answers = await Promise.all(Array.from({ length: 30 }, () => withdraw(account, 1)));
    expect(answers.filter((answer) => answer === 'withdrawn')).toHaveLength(10);
    expect(balance(await account.read())).toBe(0);
  });

  it('tells the slower of two writers where the stream is now', async () => {
    const account = inMemoryAccount();
    expect(await account.append(0, { type: 'Deposited', data: { amount: 10 } })).toEqual({ ok: true });
    expect(await account.append(0, { type: 'Deposited', data: { amount: 10 } })).toEqual({ ok: false, actual: 1 });
  });
});
