import { dayMs } from '@subjectline/contracts';
import { digestsToFind } from '@subjectline/storage';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Vendors } from '../testing/dispatch.fixture';
import {
  newAddress,
  organization,
  playHolds,
  recordOf,
  sendMessage,
  useProvider,
} from '../testing/played-services.fixture';

let vendors: Vendors;

beforeAll(async () => {
  vendors = await Vendors.open();
  await useProvider(vendors.testEnv, 'mailgun');
});
afterAll(() => vendors?.close());

const hasContent = async (id: string) => {
  const [row] = await vendors.testEnv.rows<{ has_content: boolean }>(
    'select sealed_content is not null as has_content from dispatch.messages where id = $1',
    [id],
  );
  return row?.has_content;
};

/** Moves on until it is so: what is done once an hour may be under way in the last one. */
const becomes = (what: string, isSo: () => Promise<boolean>) =>
  eventually(what, async () => {
    vendors.testEnv.clock.advance(3_600_001);
    return isSo();
  });

describe('the content of a message', () => {
  it('is deleted after 30 days, but not under a legal hold, nor while holds are not known', async () => {
    const { testEnv } = vendors;
    const [free, held] = [newAddress(), newAddress()];
    const ids: string[] = [];
    for (const to of [free, held]) {
      const { id } = await sendMessage(testEnv, 'privacy_request_receipt', { to });
      await recordOf(testEnv, id, 'sent');
      ids.push(id);
    }
    const [freeId = '', heldId = ''] = ids;
    testEnv.clock.advance(31 * dayMs);
    await becomes('the holds were asked for', () =>
      Promise.resolve(testEnv.log.text.includes('deleting old data failed; retrying')),
    );
    expect(await hasContent(freeId)).toBe(true);
    let digests: readonly string[] = digestsToFind(testEnv.keys, organization, [
      held.email?.toUpperCase() ?? '',
    ]);
    await playHolds(testEnv, () => digests);
    await becomes('the content is gone', async () => !(await hasContent(freeId)));
    expect(await hasContent(heldId)).toBe(true);
    digests = [];
    await becomes('the other is gone as well', async () => !(await hasContent(heldId)));
  });
});
