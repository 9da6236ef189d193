import { readEnv, SettingsError } from '@subjectline/bus';
import { describe, expect, it } from 'vitest';
import { ConfigEnv } from '../env';
import { readEnvironmentSettings } from './environment-settings';
import { ResolvedSettings } from './setting-defaults';

const others = {
  NATS_URL: 'nats://config:x@127.0.0.1:4222',
  DATABASE_URL: 'postgres://127.0.0.1/x',
  SUBJECTLINE_KEYS: 'k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  SUBJECTLINE_ROOT_CLIENT_ID: 'root',
  SUBJECTLINE_ROOT_CLIENT_SECRET: 'secret-of-the-root-client',
};
const read = (settings: string) => readEnv(ConfigEnv, { ...others, SUBJECTLINE_SETTINGS: settings });

describe('settings in the environment', () => {
  it('are none unless they are given', () => {
    expect(read('').SUBJECTLINE_SETTINGS).toBe('{}');
  });

  it.each([
    ['{', 'it is not valid JSON'],
    ['{"colour": "red"}', 'colour is not known here'],
    ['{"notifications": {"notification_service_type": "pigeon"}}', "Input should be 'mailgun'"],
    ['{"sms": {"allowed_countries": ["DE", "XX"]}}', 'must be a list of ISO 3166-1'],
    ['{"sms": {"daily_limit": -1}}', 'must not be less than 0'],
    ['{"sms": {"code_origin": "http://privacy.example.com"}}', 'must be an https address'],
    ['{"sms": {"code_origin": "https://privacy.example.com:8443"}}', 'must be an https address'],
    ['{"sms": {"code_origin": "https://privacy.example.com/form"}}', 'must be an https address'],
    ['{"execution": {"subject_identity_verification_required": "perhaps"}}', 'must be a boolean'],
  ])('stop the start when they do not fit: %s', (settings, reason) => {
    expect(() => read(settings)).toThrow(SettingsError);
    expect(() => read(settings)).toThrow(reason);
  });
});

describe('what holds', () => {
  it('is what the API set, then the environment, then the default; null leaves it to the next', () => {
    const settings = new ResolvedSettings(
      { execution: { sql_dry_run: 'access', require_manual_request_approval: null } },
      { execution: { sql_dry_run: 'erasure', require_manual_request_approval: true }, consent: null },
    );
    const listed = new Map(settings.list());
    expect(listed.get('execution.sql_dry_run')).toEqual({ value: 'access', source: 'api' });
    expect(listed.get('execution.require_manual_request_approval')).toEqual({
      value: true,
      source: 'environment',
    });
    expect(listed.get('consent.override_vendor_purposes')).toEqual({ value: false, source: 'default' });
  });

  it('of the countries for text messages is one list alone, in capitals', () => {
    const environment = readEnvironmentSettings('{"sms": {"allowed_countries": ["de", "at", "DE"]}}');
    const [name, limit] = ['sms.allowed_countries', 'sms.daily_limit'];
    expect(new ResolvedSettings({}, environment).get(name)).toEqual(['DE', 'AT']);
    const api = { sms: { allowed_countries: ['FR'] } };
    expect(new ResolvedSettings(api, environment).get(name)).toEqual(['FR']);
    expect(new ResolvedSettings({}, {}).get(name)).toBeNull();
    expect(new ResolvedSettings({}, {}).get(limit)).toBe(10_000);
  });

  it('of the site that codes name is its origin', () => {
    const environment = readEnvironmentSettings('{"sms": {"code_origin": "https://Privacy.example.com/"}}');
    expect(new ResolvedSettings({}, environment).textOf('sms.code_origin')).toBe(
      'https://privacy.example.com',
    );
    expect(new ResolvedSettings({}, {}).textOf('sms.code_origin')).toBeNull();
  });

  it('follows the master switch where consent was left alone, wherever that is thrown', () => {
    const on = { execution: { subject_identity_verification_required: true } };
    const name = 'execution.disable_consent_identity_verification';
    expect(new ResolvedSettings({}, {}).get(name)).toBe(true);
    expect(new ResolvedSettings(on, {}).get(name)).toBe(false);
    expect(new ResolvedSettings({}, on).get(name)).toBe(false);
    const apart = { execution: { disable_consent_identity_verification: true } };
    expect(new ResolvedSettings(apart, on).get(name)).toBe(true);
  });
});
