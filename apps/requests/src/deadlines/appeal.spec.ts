import { dayMs, ReadRequestLog, RecordAppeal, type RecordAppealRequest } from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DsarFixture } from '../testing/dsar.fixture';
import { organization, refusalOf, type RequestsFixture } from '../testing/requests.fixture';
import { isoDayOf } from '../laws/periods';

let dsar: DsarFixture;
let fixture: RequestsFixture;

beforeAll(async () => {
  dsar = await DsarFixture.start();
  fixture = dsar.base;
});
afterAll(() => dsar?.close());

async function denied(location: string): Promise<string> {
  const { id } = await fixture.created({ location }, 'cli_staff');
  await dsar.change(id, { status: 'refused', notify: false });
  return id;
}

const appeal = (id: string, changes: Partial<RecordAppealRequest> = {}) =>
  fixture.testEnv.bus.ask(RecordAppeal, { organization, id, recorded_by: 'cli_staff', ...changes });

describe('an appeal', () => {
  it.each([
    ['US-TX', 60],
    ['US-CO', 45],
  ])(
    'is due by the law of the request, from when it came in: in %s after %i days',
    async (location, days) => {
      const id = await denied(location);
      const received = new Date(fixture.testEnv.clock.nowMs() - 3 * dayMs);
      const recorded = await appeal(id, { received_at: received.toISOString() });
      const last = isoDayOf(new Date(received.getTime() + days * dayMs), { time_zone: 'UTC' });
      const dates = { appealed_at: received.toISOString(), appeal_due: `${last}T23:59:59.999Z` };
      expect(recorded).toMatchObject(dates);
      // again it is the same one
      expect(await appeal(id)).toMatchObject(dates);
      const { entries } = await fixture.testEnv.bus.ask(ReadRequestLog, { organization, id });
      expect(entries.filter(({ what }) => what === 'appealed')).toHaveLength(1);
    },
  );

  it('is refused where the law knows none, nothing was denied, or it is yet to come', async () => {
    expect(await refusalOf(appeal(await denied('US-UT')))).toBe('appeal_refused');
    expect(await refusalOf(appeal(await denied('DE')))).toBe('appeal_refused');
    const { id } = await fixture.created({ location: 'US-TX' }, 'cli_staff');
    expect(await refusalOf(appeal(id))).toBe('appeal_refused');
    const tomorrow = new Date(fixture.testEnv.clock.nowMs() + dayMs).toISOString();
    expect(await refusalOf(appeal(await denied('US-TX'), { received_at: tomorrow }))).toBe('invalid');
    expect(await refusalOf(appeal('pri_none'))).toBe('request_unknown');
  });
});
