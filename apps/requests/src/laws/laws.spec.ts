import {
  ListLaws,
  maxOwnLaws,
  ReadDeadlineSettings,
  ReadRequestDeadlines,
  ReadLaw,
  RemoveLaw,
  SaveDeadlineSettings,
  SaveLaw,
  type DeadlineSettings,
  type LawDetails,
} from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture } from '../testing/requests.fixture';
import { defaultLaws, defaultLawsVersion } from './default-laws';

let fixture: RequestsFixture;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
});
beforeEach(() => fixture.forgetLaws());
afterAll(() => fixture?.close());

const changed_by = 'cli_1';
const own: LawDetails = {
  name: 'Own law',
  locations: ['JP'],
  terms: [
    {
      rights: ['access'],
      answer: { count: 14, unit: 'calendar_day' },
      extended: null,
      extension_notice: null,
      acknowledgement: null,
      appeal: null,
      roll: 'none',
      start: 'receipt',
      pauses: false,
    },
  ],
  holidays: ['2026-12-25'],
};

const save = (id: string, changes: Partial<LawDetails> = {}) =>
  fixture.testEnv.bus.ask(SaveLaw, { organization, id, law: { ...own, ...changes }, changed_by });
const remove = (id: string) => fixture.testEnv.bus.ask(RemoveLaw, { organization, id, changed_by });
const read = (id: string) => fixture.testEnv.bus.ask(ReadLaw, { organization, id });
const list = (of = organization) => fixture.testEnv.bus.ask(ListLaws, { organization: of });
const saveSettings = (changes: Partial<DeadlineSettings>) => {
  const settings = { time_zone: 'Europe/Berlin', assumed_laws: [], property_laws: [], ...changes };
  return fixture.testEnv.bus.ask(SaveDeadlineSettings, { organization, settings, changed_by });
};

describe('the laws of an organization', () => {
  it('are the default ones until it changes some', async () => {
    const { version, laws } = await list();
    expect(version).toBe(defaultLawsVersion);
    expect(laws.map(({ id }) => id)).toEqual(Object.keys(defaultLaws).toSorted());
    expect(await read('eu_gdpr')).toEqual({ ...defaultLaws['eu_gdpr'], id: 'eu_gdpr', source: 'default' });
    expect(await refusalOf(read('constructor'))).toBe('law_unknown');
  });

  it('are its own in the place of default ones and besides, until it deletes them', async () => {
    expect(await save('jp_own')).toEqual({ ...own, id: 'jp_own', source: 'organization' });
    await save('kr_pipa', { holidays: ['2026-10-03'] });
    expect(await read('kr_pipa')).toMatchObject({ holidays: ['2026-10-03'], source: 'organization' });
    const { version, laws } = await remove('kr_pipa');
    expect(version).toBe(`${defaultLawsVersion}+3`);
    expect(laws.find(({ id }) => id === 'kr_pipa')).toMatchObject({ holidays: [], source: 'default' });
    expect(await refusalOf(remove('kr_pipa'))).toBe('law_unknown');
    expect(await refusalOf(remove('constructor'))).toBe('law_unknown');
    // a refused change is no version
    expect((await list()).version).toBe(`${defaultLawsVersion}+3`);
    expect((await list('another')).version).toBe(defaultLawsVersion);
  });

  it('keep who changed them and what was there before', async () => {
    await save('jp_own');
    await save('jp_own', { name: 'Renamed' });
    const kept = await fixture.rows(
      `select version, changed_by, content -> 'laws' -> 'jp_own' ->> 'name' as name
       from requests.law_tables order by version`,
    );
    expect(kept).toEqual([
      { version: 1, changed_by, name: 'Own law' },
      { version: 2, changed_by, name: 'Renamed' },
    ]);
  });

  it('are changed one after the other: nothing of concurrent changes is lost', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `own_${index}`);
    await Promise.all(ids.map((id) => save(id)));
    const { version, laws } = await list();
    expect(version).toBe(`${defaultLawsVersion}+12`);
    expect(laws.filter(({ source }) => source === 'organization').map(({ id }) => id)).toEqual(
      ids.toSorted(),
    );
  });

  it('count for new requests within a second of a change by another replica', async () => {
    const deadlines = async () => {
      const { id } = await fixture.created({ location: 'JP' }, changed_by);
      return fixture.testEnv.bus.ask(ReadRequestDeadlines, { organization, id });
    };
    expect(await deadlines()).toMatchObject({ law: 'jp_appi' });
    await fixture.rows(`insert into requests.law_tables values ($1, 1, $2, 'cli_1', now())`, [
      organization,
      JSON.stringify({ time_zone: 'Asia/Tokyo', assumed_laws: [], property_laws: [], laws: {} }),
    ]);
    fixture.testEnv.clock.advance(1_000);
    expect(await deadlines()).toMatchObject({ table_version: `${defaultLawsVersion}+1` });
    await save('jp_own');
    expect(await deadlines()).toMatchObject({ table_version: `${defaultLawsVersion}+2` });
  });

  it('are at most fifty of its own', async () => {
    const laws = Object.fromEntries(Array.from({ length: maxOwnLaws }, (_, index) => [`own_${index}`, own]));
    const content = { time_zone: 'UTC', assumed_laws: [], property_laws: [], laws };
    await fixture.rows(`insert into requests.law_tables values ($1, 1, $2, 'cli_1', now())`, [
      organization,
      JSON.stringify(content),
    ]);
    expect(await refusalOf(save('own_more'))).toBe('law_limit');
    expect(await save('own_1', { name: 'Renamed' })).toMatchObject({ name: 'Renamed' });
  });

  it('are refused where they make no sense', async () => {
    const [term] = own.terms;
    if (!term) throw new Error('no term');
    for (const changes of [
      { name: ' ' },
      { locations: ['Japan'] },
      { terms: [] },
      { terms: [term, term] },
      { terms: [{ ...term, rights: [] }] },
      { terms: [{ ...term, answer: { count: 0, unit: 'month' as const } }] },
      { terms: [{ ...term, answer: { count: 25, unit: 'month' as const } }] },
      { terms: [{ ...term, extended: { count: 7, unit: 'calendar_day' as const } }] },
      { holidays: ['2026-02-30'] },
      { holidays: ['25.12.2026'] },
    ]) {
      expect(await refusalOf(save('jp_own', changes))).toBe('invalid');
    }
    for (const id of ['__proto__', 'EU', '1', 'a'.repeat(41)])
      expect(await refusalOf(save(id))).toBe('invalid');
    expect((await list()).version).toBe(defaultLawsVersion);
  });
});

describe('the settings of deadlines', () => {
  it('are UTC and no assumed law until they are set', async () => {
    const settings = () => fixture.testEnv.bus.ask(ReadDeadlineSettings, { organization });
    const initial = { time_zone: 'UTC', assumed_laws: [], property_laws: [], version: defaultLawsVersion };
    expect(await settings()).toEqual(initial);
    const chosen = {
      assumed_laws: ['eu_gdpr'],
      property_laws: [{ property_id: 'FDS-1A2B3C', law: 'us_ca' }],
    };
    const saved = { ...chosen, time_zone: 'Europe/Berlin', version: `${defaultLawsVersion}+1` };
    expect(await saveSettings(chosen)).toEqual(saved);
    await save('jp_own');
    expect(await settings()).toEqual({ ...saved, version: `${defaultLawsVersion}+2` });
    await saveSettings({});
    expect((await list()).laws.map(({ id }) => id)).toContain('jp_own');
  });

  it('name laws that exist, which cannot be deleted meanwhile', async () => {
    expect(await refusalOf(saveSettings({ assumed_laws: ['jp_own'] }))).toBe('law_unknown');
    await save('jp_own');
    await save('kr_pipa');
    await saveSettings({ assumed_laws: ['jp_own', 'kr_pipa'] });
    expect(await refusalOf(remove('jp_own'))).toBe('law_in_use');
    // the default row takes its place
    expect((await remove('kr_pipa')).laws.map(({ id }) => id)).toContain('kr_pipa');
    const property_laws = [{ property_id: 'FDS-1A2B3C', law: 'jp_own' }];
    await saveSettings({ property_laws });
    expect(await refusalOf(remove('jp_own'))).toBe('law_in_use');
    await saveSettings({});
    expect((await remove('jp_own')).laws.map(({ id }) => id)).not.toContain('jp_own');
  });

  it('take the zones of the IANA database only', async () => {
    for (const time_zone of ['Mars/Base', '+02:00', '']) {
      expect(await refusalOf(saveSettings({ time_zone }))).toBe('invalid');
    }
  });
});
