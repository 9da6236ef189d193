import {
  ReadAssurance,
  ReadRequestReceipt,
  ResendCode,
  SaveAssuranceSettings,
  SendNotice,
  SignDeclaration,
  StartChallenge,
  VerifyRequest,
  type StartChallengeTask,
} from '@subjectline/contracts';
import { takeTask } from '@subjectline/testing';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DsarFixture } from '../testing/dsar.fixture';
import { organization, refusalOf } from '../testing/requests.fixture';

let fixture: DsarFixture;

const bus = () => fixture.base.testEnv.bus;

beforeAll(async () => {
  fixture = await DsarFixture.start();
  await fixture.base.settings({ active_channels: ['email', 'sms'] });
  fixture.base.refuseCode = ({ code }) => {
    fixture.base.channel = code === '111111' ? 'email' : 'sms';
    return null;
  };
  const rules = [{ action: 'access', law: null, level: 3 } as const];
  const settings = { is_enabled: true, rules, min_data_points: 3 };
  await bus().ask(SaveAssuranceSettings, { organization, settings, changed_by: 'cli_1' });
});
afterAll(() => fixture?.close());

async function nextCodes(): Promise<StartChallengeTask[]> {
  const sent: StartChallengeTask[] = [];
  for (let left = await fixture.base.waitingChallenges(); left > 0; left -= 1) {
    sent.push(await takeTask(fixture.base.testEnv, StartChallenge));
  }
  return sent;
}

/** A request whose person has proved both addresses, and what was sent then. */
async function proved(): Promise<{ id: string; sent: StartChallengeTask[] }> {
  const identity = { email: 'ana@example.com', phone_number: '+15551234567' };
  const { id } = await fixture.base.created({ identity });
  await nextCodes();
  await bus().ask(VerifyRequest, { organization, id, code: '222222' });
  expect(await nextCodes()).toEqual([]);
  await bus().ask(VerifyRequest, { organization, id, code: '111111' });
  return { id, sent: await nextCodes() };
}

const detailsOf = (id: string) => bus().ask(ReadAssurance, { organization, id });
const stepsOf = async (id: string) =>
  (await fixture.logOf(id)).filter((entry) => entry === 'step_proved by person');
const sign = (id: string, token: string, name = ' Ana Person ') => {
  const about = `${id}.declaration`;
  return bus().ask(SignDeclaration, { organization, about, token, name, locale: 'fr' });
};

describe('a declaration', () => {
  it('is asked for once both addresses are proved, at the one that was proved first', async () => {
    const { id, sent } = await proved();
    expect(sent).toMatchObject([
      {
        ...{ about: `${id}.declaration`, message_about: id, channel: 'sms' },
        ...{ message_kind: 'privacy_request_declaration', lifetime_seconds: 604_800 },
      },
    ]);
    expect((await detailsOf(id)).missing).toEqual([{ any_of: ['data_points', 'declaration'] }]);
  });

  it('is kept as it was signed, and the request goes on with a receipt of level 3', async () => {
    const { id } = await proved();
    const token = fixture.addLink(`${id}.declaration`);
    expect(await sign(id, token)).toMatchObject({ id, status: 'verified' });
    const { declaration, proofs } = await detailsOf(id);
    expect(declaration).toMatchObject({
      name: 'Ana Person',
      text: expect.stringContaining('sur l’honneur'),
      signed_at: proofs.at(-1)?.proved_at,
    });
    expect(proofs.at(-1)).toMatchObject({ kind: 'declaration', by: 'person', digest: expect.any(String) });
    expect(await stepsOf(id)).toHaveLength(3);
    const { receipt } = await bus().ask(ReadRequestReceipt, { organization, id });
    const { verification } = decodeJwt<{ verification: object }>(receipt);
    expect(verification).toMatchObject({ assurance_level: 3, channel: 'phone_number' });
    expect(JSON.stringify(await fixture.base.rows('select assurance from requests.requests'))).not.toContain(
      'Ana',
    );
    expect(JSON.stringify(decodeJwt(receipt))).not.toContain('Ana Person');
    expect(await takeTask(fixture.base.testEnv, SendNotice)).toMatchObject({ about: id });
    expect(await refusalOf(sign(id, token))).toBe('request_not_awaiting_code');
  });

  it('is signed once by twenty at once', async () => {
    const { id } = await proved();
    const token = fixture.addLink(`${id}.declaration`);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => refusalOf(sign(id, token))));
    expect(outcomes.filter((outcome) => outcome === 'not refused')).toHaveLength(1);
    expect(await stepsOf(id)).toHaveLength(3);
    await takeTask(fixture.base.testEnv, SendNotice);
  });

  it('takes its own link, and a name', async () => {
    const { id } = await proved();
    expect(await refusalOf(sign(id, fixture.addLink(id)))).toBe('link_unknown');
    expect(await refusalOf(sign(id, fixture.addLink(`${id}.declaration`), '  '))).toBe('invalid');
    expect((await detailsOf(id)).declaration).toBeNull();
  });

  it('gets another link', async () => {
    const { id } = await proved();
    fixture.base.testEnv.clock.advance(60_000);
    await bus().ask(ResendCode, { organization, id });
    expect((await nextCodes()).map(({ about, channel }) => [about, channel])).toEqual([
      [`${id}.declaration`, 'sms'],
    ]);
  });
});
