import { describe, expect, it } from 'vitest';
import { ServiceStopping } from './service-stopping';
import { LaneSlots, Slots, type GiveBack } from './slots';

async function takeAll(slots: Slots): Promise<GiveBack[]> {
  const taken: GiveBack[] = [];
  while (slots.free > 0) {
    const giveBack = await slots.take(false);
    if (giveBack) taken.push(giveBack);
  }
  return taken;
}

describe('The slots of an account', () => {
  it('are at most its own number, and half of what the lane has', async () => {
    expect(await takeAll(new Slots(10, new LaneSlots(100)))).toHaveLength(10);
    expect(await takeAll(new Slots(100, new LaneSlots(100)))).toHaveLength(50);
  });

  it('leave some for each account that comes, however many hold all that they can have', async () => {
    const lane = new LaneSlots(120);
    const shares: number[] = [];
    for (let account = 0; account < 5; account += 1) {
      shares.push((await takeAll(new Slots(60, lane))).length);
    }
    expect(shares).toEqual([60, 30, 15, 8, 4]);
    expect(lane.left).toBe(3);
  });

  it('go to another account when they are given back', async () => {
    const lane = new LaneSlots(8);
    const [first, second] = [new Slots(8, lane), new Slots(8, lane)];
    const taken = await takeAll(first);
    const others = await takeAll(second);
    expect([taken.length, others.length]).toEqual([4, 2]);
    const waiting = second.take(false);
    taken.pop()?.();
    expect(await waiting).not.toBeNull();
    expect(lane.left).toBe(2);
  });

  it('are not waited for in hand once one of them has been for long, until they are free again', async () => {
    const slots = new Slots(4, new LaneSlots(100));
    const taken = await takeAll(slots);
    expect(await slots.take(false)).toBeNull();
    expect(slots.isSlow).toBe(true);
    expect(await slots.take(false)).toBeNull();
    const patient = slots.take(true);
    taken.pop()?.();
    taken.push((await patient) ?? (() => undefined));
    expect(slots.isSlow).toBe(true);
    for (const giveBack of taken) giveBack();
    expect(slots.isSlow).toBe(false);
  });

  it('are handed out no more once the process is about to end', async () => {
    const lane = new LaneSlots(8);
    const slots = new Slots(8, lane);
    await takeAll(slots);
    const waiting = Promise.all([slots.take(false), slots.take(true)]);
    lane.stop();
    await expect(waiting).rejects.toBeInstanceOf(ServiceStopping);
    await expect(new Slots(8, lane).take(true)).rejects.toMatchObject({ delayMs: 0 });
  });
});
