import type { Law, LawDetails, RequestAction } from '@subjectline/contracts';
import { check, LawDetails as LawDetailsContract } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import type { Laws, Whereabouts } from '../laws/applicable-laws';
import { defaultLaws } from '../laws/default-laws';
import { clarifiedClock, columnsOf, identifiedClock, startClock, type RequestClock } from './request-clock';

const received = new Date('2026-03-05T09:00:00Z');

const defaults: Law[] = Object.entries(defaultLaws).map(([id, law]) => ({ ...law, id, source: 'default' }));

function table(changes: Partial<Laws> = {}): Laws {
  return {
    version: '1',
    time_zone: 'UTC',
    assumed_laws: [],
    property_laws: [],
    laws: defaults,
    assurance: { is_enabled: false, rules: [], min_data_points: 3 },
    ...changes,
  };
}

/** The default rows and one of the organization. */
function withOwn(id: string, changes: Partial<LawDetails>): Laws {
  const known = defaultLaws[id];
  const own: Law = {
    name: id,
    locations: [],
    terms: [],
    holidays: [],
    ...known,
    ...changes,
    id,
    source: 'organization',
  };
  return table({ laws: [...defaults.filter((law) => law.id !== id), own] });
}

function clockOf(where: Whereabouts, right: RequestAction = 'access', laws: Laws = table()): RequestClock {
  return startClock({ ...where, received, right, policyDays: 45 }, laws);
}

const day = (moment: string | null) => moment?.slice(0, 10) ?? null;

function datesOf({ law, ack_due, due, extended_due, extension_notice_due }: RequestClock): unknown[] {
  return [law, ...[ack_due, due, extension_notice_due, extended_due].map(day)];
}

describe('the default laws', () => {
  it('fit the contract', () => {
    for (const law of Object.values(defaultLaws)) expect(check(LawDetailsContract, law)).toEqual(law);
  });

  it.each([
    ['PT', 'access', ['eu_gdpr', null, '2026-04-06', '2026-04-06', '2026-06-05']],
    ['EEA', 'consent', ['eu_gdpr', null, '2026-04-06', '2026-04-06', '2026-06-05']],
    ['NO', 'erasure', ['eu_gdpr', null, '2026-04-06', '2026-04-06', '2026-06-05']],
    ['GB', 'access', ['uk_gdpr', null, '2026-04-06', '2026-04-06', '2026-06-05']],
    ['US-CA', 'access', ['us_ca', '2026-03-19', '2026-04-19', '2026-04-19', '2026-06-03']],
    ['US-CA', 'erasure', ['us_ca', '2026-03-19', '2026-04-19', '2026-04-19', '2026-06-03']],
    ['US-CA', 'consent', ['us_ca', null, '2026-03-26', null, null]],
    ['US-VA', 'consent', ['us_va', null, '2026-04-19', '2026-04-19', '2026-06-03']],
    ['US-IA', 'access', ['us_ia', null, '2026-06-03', '2026-06-03', '2026-07-18']],
    ['US-NJ', 'access', ['us_states', null, '2026-04-19', '2026-04-19', '2026-06-03']],
    ['BR', 'access', ['br_lgpd', null, '2026-03-20', null, null]],
    ['BR', 'erasure', ['br_lgpd', null, '2026-03-20', null, null]],
    ['JP', 'access', ['jp_appi', null, '2026-03-19', null, null]],
    ['CA-QC', 'access', ['ca_qc', null, '2026-04-04', null, null]],
    ['CA-ON', 'access', ['ca_pipeda', null, '2026-04-04', '2026-04-04', '2026-05-04']],
    ['CH', 'access', ['ch_fadp', null, '2026-04-04', null, null]],
    ['ZA', 'access', ['za_popia', null, '2026-04-04', '2026-04-04', '2026-05-04']],
    ['ZA', 'erasure', ['za_popia', null, '2026-04-04', null, null]],
    ['KR', 'erasure', ['kr_pipa', null, '2026-03-15', null, null]],
    ['IN', 'access', ['in_dpdp', null, '2026-06-03', null, null]],
  ] as const)('of %s say of %s when it is due', (location, right, dates) => {
    expect(datesOf(clockOf({ location }, right))).toEqual(dates);
  });

  it('leave what they do not know to the days of the policy, to the hour', () => {
    const fortyFive = '2026-04-19T09:00:00.000Z';
    // no number for erasure, no row for New Zealand, no location
    for (const where of [{ location: 'CA-QC' }, { location: 'NZ' }, {}]) {
      expect(clockOf(where, 'erasure')).toMatchObject({
        law: null,
        term: null,
        due: fortyFive,
        extended_due: null,
      });
    }
  });
});

describe('the law of a request', () => {
  it('is the one that it names, before that of its location, before that of its property', () => {
    const property = { property_id: 'FDS-1A2B3C', law: 'kr_pipa' };
    const laws = table({ property_laws: [property], assumed_laws: ['br_lgpd'] });
    const law = (where: Whereabouts) => {
      const { law: chosen, is_assumed } = clockOf(where, 'access', laws);
      return [chosen, is_assumed];
    };
    const { property_id } = property;
    expect(law({ law: 'us_tx', location: 'FR', property_id })).toEqual(['us_tx', false]);
    expect(law({ location: 'FR', property_id })).toEqual(['eu_gdpr', false]);
    expect(law({ property_id })).toEqual(['kr_pipa', false]);
    expect(law({ location: 'NZ', property_id })).toEqual(['kr_pipa', false]);
    // no place is theirs alone
    expect(datesOf(clockOf({ law: 'us_ca_delete_act', location: 'US-CA' }, 'erasure'))).toEqual([
      'us_ca_delete_act',
      null,
      '2026-04-19',
      null,
      null,
    ]);
    expect(law({ property_id: 'FDS-000000' })).toEqual(['br_lgpd', true]);
  });

  it('is the one that ends first of those that are assumed, for this right', () => {
    const laws = table({ assumed_laws: ['us_ca', 'eu_gdpr', 'br_lgpd', 'in_dpdp'] });
    const chosen = (right: RequestAction) => clockOf({}, right, laws);
    expect(chosen('access')).toMatchObject({ law: 'br_lgpd', is_assumed: true });
    expect(chosen('erasure')).toMatchObject({ law: 'br_lgpd', is_assumed: true });
    // 15 days, and 15 business days
    expect(datesOf(chosen('consent'))).toEqual(['br_lgpd', null, '2026-03-20', null, null]);
    expect(clockOf({ location: 'IN' }, 'access', laws).law).toBe('in_dpdp');
  });

  it('is the own row of an organization before a default one, and its region before its country', () => {
    const own = withOwn('own_fr', { locations: ['FR'], terms: defaultLaws['kr_pipa']?.terms ?? [] });
    expect(clockOf({ location: 'FR' }, 'access', own).law).toBe('own_fr');
    expect(clockOf({ location: 'FR-IDF' }, 'access', own).law).toBe('own_fr');
    expect(clockOf({ location: 'DE' }, 'access', own).law).toBe('eu_gdpr');
    const wide = withOwn('own_us', { locations: ['US'], terms: defaultLaws['kr_pipa']?.terms ?? [] });
    expect(clockOf({ location: 'US-CA' }, 'access', wide).law).toBe('us_ca');
    expect(clockOf({ location: 'US-NJ' }, 'access', wide).law).toBe('own_us');
  });

  it('takes its public holidays along, those that can matter', () => {
    const holidays = ['2025-12-25', '2026-04-06', '2026-04-07', '2039-04-06'];
    const clock = clockOf({ location: 'DE' }, 'access', withOwn('eu_gdpr', { holidays }));
    expect(day(clock.due)).toBe('2026-04-08');
    expect(clock.holidays).toEqual(['2026-04-06', '2026-04-07']);
  });
});

describe('identification', () => {
  const identified = new Date('2026-03-12T15:00:00Z');
  const after = (clock: RequestClock) => identifiedClock(clock, received, identified);

  it('starts the clock in the UK', () => {
    const clock = after(clockOf({ location: 'GB' }));
    expect(clock).toMatchObject({
      clock_start: identified.toISOString(),
      received_at: received.toISOString(),
    });
    expect(datesOf(clock)).toEqual(['uk_gdpr', null, '2026-04-13', '2026-04-13', '2026-06-12']);
  });

  it('moves nothing in the EU and in the US by default', () => {
    for (const location of ['DE', 'US-CA', 'US-TX', 'KR']) {
      const clock = clockOf({ location });
      expect(after(clock)).toEqual(clock);
    }
    expect(after(clockOf({}))).toEqual(clockOf({}));
  });

  it('is a pause in the EU where the organization has switched pauses on', () => {
    const terms = (defaultLaws['eu_gdpr']?.terms ?? []).map((term) => ({ ...term, pauses: true }));
    const clock = after(clockOf({ location: 'DE' }, 'access', withOwn('eu_gdpr', { terms })));
    expect(clock.pauses).toEqual([
      { reason: 'identification', from: received.toISOString(), until: identified.toISOString() },
    ]);
    // a week more, and from a Sunday to the Monday after it
    expect(datesOf(clock)).toEqual(['eu_gdpr', null, '2026-04-13', '2026-04-13', '2026-06-12']);
    expect(clock.clock_start).toBe(received.toISOString());
  });
});

describe('a question to the person', () => {
  const asked_at = '2026-03-09T10:00:00.000Z';
  const answered = new Date('2026-03-20T08:00:00Z');
  const asked = (stops_clock: boolean) => ({
    state: 'asked' as const,
    requested_at: asked_at,
    requested_by: 'cli_1',
    message_id: null,
    asked_at,
    answered_at: null,
    stops_clock,
  });
  const after = (clock: RequestClock) => clarifiedClock(clock, asked(clock.term?.pauses ?? false), answered);

  it('stops the clock in the UK from then on until its answer', () => {
    const started = clockOf({ location: 'GB' });
    const standing = columnsOf({ ...started, clarification: asked(true) });
    expect(standing).toMatchObject({ paused_at: new Date(asked_at), warn_at: null });
    const clock = after(started);
    // eleven days, from a Monday to the Monday a week later
    expect(datesOf(clock)).toEqual(['uk_gdpr', null, '2026-04-16', '2026-04-16', '2026-06-16']);
    expect(clock.pauses).toEqual([
      { reason: 'clarification', from: asked_at, until: answered.toISOString() },
    ]);
    expect(clock.clarification).toMatchObject({ state: 'answered', answered_at: answered.toISOString() });
    expect(columnsOf(clock)).toMatchObject({ paused_at: null, warn_at: expect.any(Date) });
  });

  it('moves nothing in the EU and in the US by default, and where no law is known', () => {
    for (const where of [{ location: 'DE' }, { location: 'US-CA' }, {}]) {
      const clock = clockOf(where);
      expect(datesOf(after(clock))).toEqual(datesOf(clock));
      expect(after(clock)).toMatchObject({ pauses: [], clarification: { state: 'answered' } });
      expect(columnsOf({ ...clock, clarification: asked(false) }).paused_at).toBeNull();
    }
  });

  it('counts the days once that it shares with the proof of identity', () => {
    const terms = (defaultLaws['eu_gdpr']?.terms ?? []).map((term) => ({ ...term, pauses: true }));
    const clock = clockOf({ location: 'DE' }, 'access', withOwn('eu_gdpr', { terms }));
    const identified = identifiedClock(clock, received, new Date('2026-03-12T15:00:00Z'));
    // from 5 to 20 March: fifteen days, to a Monday
    expect(datesOf(after(identified))).toEqual(['eu_gdpr', null, '2026-04-20', '2026-04-20', '2026-06-22']);
  });

  it('asked before the clock began stops nothing until then', () => {
    const started = clockOf({ location: 'GB' });
    const clock = identifiedClock(after(started), received, new Date('2026-03-16T09:00:00Z'));
    // four days, from the 16th to the 20th: 16 April and four days
    expect(datesOf(clock)).toEqual(['uk_gdpr', null, '2026-04-20', '2026-04-20', '2026-06-22']);
  });
});
