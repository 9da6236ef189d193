import type { LawDetails, LawTerm, Period } from '@subjectline/contracts';

/*
 * The default rows: engineering guidance, not legal advice. `docs/deadlines.md` names the sources and what is left out. A
 * change of a row changes the version.
 */

export const defaultLawsVersion = '2026-11-28';

const months = (count: number): Period => ({ count, unit: 'month' });
const days = (count: number): Period => ({ count, unit: 'calendar_day' });
const businessDays = (count: number): Period => ({ count, unit: 'business_day' });

/** A period of calendar days from receipt that nothing moves. */
const plain = {
  extended: null,
  extension_notice: null,
  acknowledgement: null,
  appeal: null,
  roll: 'none',
  start: 'receipt',
  pauses: false,
} as const satisfies Partial<LawTerm>;

const every: LawTerm['rights'] = ['access', 'erasure', 'consent'];

const europe: LawTerm = {
  ...plain,
  rights: every,
  answer: months(1),
  extended: months(3),
  extension_notice: months(1),
  roll: 'next_working_day',
};

/** 45 days, extendable once by as many, and an appeal. */
function state(appeal: Period | null = days(60)): LawTerm[] {
  return [{ ...plain, rights: every, answer: days(45), extended: days(90), appeal }];
}

const eea = 'EEA AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO';

/** By id. */
export const defaultLaws: Readonly<Record<string, LawDetails>> = {
  eu_gdpr: law('EU General Data Protection Regulation', eea, [europe]),
  uk_gdpr: law('UK General Data Protection Regulation', 'GB', [
    { ...europe, start: 'identification', pauses: true },
  ]),
  us_ca: law('California Consumer Privacy Act', 'US-CA', [
    {
      ...plain,
      rights: ['access', 'erasure'],
      answer: days(45),
      extended: days(90),
      acknowledgement: businessDays(10),
    },
    { ...plain, rights: ['consent'], answer: businessDays(15), forbids_verification: true },
  ]),
  // only where a request or a property names it: not every business in California is a data broker
  us_ca_delete_act: law('California Delete Act (data brokers)', '', [
    { ...plain, rights: ['erasure'], answer: days(45) },
  ]),
  us_va: law('Virginia Consumer Data Protection Act', 'US-VA', state()),
  us_co: law('Colorado Privacy Act', 'US-CO', state(days(45))),
  us_ct: law('Connecticut Data Privacy Act', 'US-CT', state()),
  us_tx: law('Texas Data Privacy and Security Act', 'US-TX', state()),
  us_or: law('Oregon Consumer Privacy Act', 'US-OR', state(days(45))),
  us_mn: law('Minnesota Consumer Data Privacy Act', 'US-MN', state(days(45))),
  us_ut: law('Utah Consumer Privacy Act', 'US-UT', state(null)),
  us_ia: law('Iowa Consumer Data Protection Act', 'US-IA', [
    { ...plain, rights: every, answer: days(90), extended: days(135), appeal: days(60) },
  ]),
  us_states: law('Privacy laws of other US states', 'US', state()),
  // art. 19 II says 15 days for access; for the other rights the law has no number (art. 18: at once), and 15 is ours
  br_lgpd: law('Brazil LGPD', 'BR', [{ ...plain, rights: every, answer: days(15) }]),
  ca_qc: law('Québec private-sector privacy act', 'CA-QC', [
    { ...plain, rights: ['access'], answer: days(30) },
  ]),
  ca_pipeda: law('Canada PIPEDA', 'CA', [
    { ...plain, rights: ['access'], answer: days(30), extended: days(60), extension_notice: days(30) },
  ]),
  ch_fadp: law('Swiss Federal Act on Data Protection', 'CH', [
    { ...plain, rights: ['access'], answer: days(30) },
  ]),
  za_popia: law('South Africa POPIA and PAIA', 'ZA', [
    { ...plain, rights: ['access'], answer: days(30), extended: days(60), extension_notice: days(30) },
    { ...plain, rights: ['erasure'], answer: days(30) },
  ]),
  kr_pipa: law('South Korea PIPA', 'KR', [{ ...plain, rights: ['access', 'erasure'], answer: days(10) }]),
  // art. 33 to 35 say without delay and no number: 14 is ours
  jp_appi: law('Japan APPI', 'JP', [{ ...plain, rights: every, answer: days(14) }]),
  in_dpdp: law('India DPDP Act', 'IN', [{ ...plain, rights: ['access', 'erasure'], answer: days(90) }]),
};

/** @param places separated by spaces; none: only requests that name the law */
function law(name: string, places: string, terms: LawTerm[]): LawDetails {
  return { name, locations: places.split(' ').filter(Boolean), terms, holidays: [] };
}
