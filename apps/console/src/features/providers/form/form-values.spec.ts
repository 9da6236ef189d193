import { describe, expect, it } from 'vitest';
import type { FormField, ProviderConfig, ProviderType } from '../../../api/types';
import { missingIn, placeProblems, storedDetails, valuesOf } from './form-values';

const field = (name: string, label: string, more: Partial<FormField> = {}): FormField => ({
  name,
  label,
  help: null,
  secret: false,
  required: false,
  kind: 'text',
  choices: [],
  ...more,
});
const type: ProviderType = {
  service_type: 'mailgun',
  label: 'Mailgun',
  channels: ['email'],
  development: false,
  details: [
    field('domain', 'Domain', { required: true }),
    field('is_eu_domain', 'EU region', { kind: 'boolean' }),
    field('port', 'Port'),
  ],
  secrets: [
    field('api_key', 'API key', { secret: true, required: true }),
    field('webhook_key', 'Webhook key', { secret: true }),
  ],
};
const config: ProviderConfig = {
  service_type: 'mailgun',
  details: { domain: 'mg.example.com', is_eu_domain: true, port: 25 },
  name: 'Mailgun',
  key: 'mailgun',
  last_test_timestamp: null,
  last_test_succeeded: null,
  secrets_set: ['api_key'],
};
const none = { typed: {}, removed: [] };

describe('the form of a provider', () => {
  it('begins with what is stored, and sends no secret that is neither typed nor removed', () => {
    const details = storedDetails(type, config);
    expect(details).toEqual({ domain: 'mg.example.com', is_eu_domain: true, port: '25' });
    expect(valuesOf(type, details, none)).toEqual({
      details: { domain: 'mg.example.com', is_eu_domain: true, port: '25' },
      secrets: {},
    });
    const changed = { typed: { api_key: ' key ', webhook_key: ' ' }, removed: ['webhook_key'] };
    expect(valuesOf(type, { ...details, port: ' ' }, changed)).toMatchObject({
      details: { port: null },
      secrets: { api_key: 'key', webhook_key: '' },
    });
  });

  it('asks for what is required, but not again for a stored secret', () => {
    const empty = storedDetails(type, null);
    expect(missingIn(type, empty, none, [])).toEqual(['domain', 'api_key']);
    expect(missingIn(type, empty, none, ['api_key'])).toEqual(['domain']);
    expect(missingIn(type, { domain: 'a.example' }, { typed: { api_key: 'k' }, removed: [] }, [])).toEqual(
      [],
    );
  });

  it('has each problem beside its field, in the words of its label', () => {
    const problems = [
      { field: 'domain', message: 'domain must be a host name' },
      { field: 'secrets', message: 'At least one of api_key, webhook_key must be provided' },
      { field: 'service_type', message: 'is not known' },
    ];
    expect(placeProblems(problems, [...type.details, ...type.secrets])).toEqual({
      byField: {
        domain: 'Domain must be a host name',
        api_key: 'At least one of API key, Webhook key must be provided',
      },
      rest: ['is not known'],
    });
  });
});
