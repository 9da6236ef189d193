import { describe, expect, it } from 'vitest';
import { messageKind, messageKindIds, requestActions, requestTypesIn, sampleValues } from '../index';

describe('what a request is about', () => {
  it.each([
    ['en', 'access, erasure, consent'],
    ['fr-CA', 'accès, suppression, consentement'],
    ['de', 'Auskunft, Löschung, Einwilligung'],
    ['es', 'acceso, eliminación, consentimiento'],
    ['nl', 'access, erasure, consent'],
  ])('is said in %s as %s', (locale, words) => {
    expect(requestTypesIn(requestActions, locale)).toBe(words);
  });
});

describe('the samples of a message', () => {
  it.each(messageKindIds)('of %s are one for each parameter', (kind) => {
    expect(Object.keys(sampleValues(kind, 'de'))).toEqual(Object.keys(messageKind(kind).parameters));
  });

  it('are in the language of the message', () => {
    expect(sampleValues('privacy_request_receipt', 'de')).toEqual({
      request_types: 'Auskunft',
      due_date: '2026-04-02',
      reference: 'R7F4-X2MR',
      received_on: '2026-03-02T09:30:00.000Z',
    });
    expect(sampleValues('request-verify', 'fr')).toMatchObject({
      user_right_label: 'Je souhaite supprimer mes données',
    });
    expect(sampleValues('privacy_request_review_deny', 'es-MX')['denial_reason']).toContain('cuenta');
    expect(sampleValues('request-status-fulfilled-opt-out', 'en')['user_right_label']).toContain('opt out');
  });
});
