import { expect, it } from 'vitest';
import { ProofsInHand } from './proofs-in-hand';

const challenge = { organization: 'default', id: 'pri_1', challenge_id: 'cha_1' };

it('tells the first event of a challenge that its proof is stored here, once it is', async () => {
  const proofs = new ProofsInHand();
  let end: (id: string) => void = () => undefined;
  const stored = proofs.store(challenge, () => new Promise<string>((resolve) => (end = resolve)));
  const told = proofs.isStored(challenge);
  let isTold = false;
  void told.then(() => (isTold = true));
  await Promise.resolve();
  expect(isTold).toBe(false);
  end('pri_1');
  expect(await stored).toBe('pri_1');
  expect(await told).toBe(true);
  expect(await proofs.isStored(challenge)).toBe(false);
});

it('leaves the event what could not be stored, and what was stored elsewhere', async () => {
  const proofs = new ProofsInHand();
  await expect(proofs.store(challenge, () => Promise.reject(new Error('no database')))).rejects.toThrow(
    'no database',
  );
  expect(await proofs.isStored(challenge)).toBe(false);
  await proofs.store(challenge, () => Promise.resolve());
  expect(await proofs.isStored({ ...challenge, id: 'pri_2' })).toBe(false);
  expect(await proofs.isStored({ ...challenge, organization: 'another' })).toBe(false);
  expect(await proofs.isStored(challenge)).toBe(true);
});

it('remembers a thousand whose event does not come', async () => {
  const proofs = new ProofsInHand();
  const nth = (index: number) => ({ ...challenge, id: `pri_${index}` });
  for (let index = 0; index < 1_001; index += 1) await proofs.store(nth(index), () => Promise.resolve());
  expect(await proofs.isStored(nth(0))).toBe(false);
  expect(await proofs.isStored(nth(1))).toBe(true);
  expect(await proofs.isStored(nth(1_000))).toBe(true);
});
