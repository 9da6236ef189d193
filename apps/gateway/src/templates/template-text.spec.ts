import { describe, expect, it } from 'vitest';
import { toAuthor, toTemplate, toTyped } from './template-text';

const kind = 'subject_identity_verification';

describe("a text with Fides' placeholders", () => {
  it.each([
    ['__CODE__ for __MINUTES__ minutes', '{{code}} for {{minutes}} minutes'],
    ['__CODE____MINUTES__', '{{code}}{{minutes}}'],
    ['{__CODE__}', "{{'{'}}{{code}}{{'}'}}"],
    ['{{{__CODE__', "{{'{{'}}{{'{'}}{{code}}"],
    ['\\__CODE__ \\\\__CODE__ \\', '\\\\{{code}} \\\\\\{{code}} \\'],
    ['\\{{code}}', "\\\\{{'{{'}}code{{'}}'}}"],
    ['{{#if code}}', "{{'{{'}}#if code{{'}}'}}"],
    ['__NAME__ __code__ __CODE_ ___CODE___', '__NAME__ __code__ __CODE_ _{{code}}_'],
    ['__{CODE}__', "__{{'{'}}CODE{{'}'}}__"],
    ['nothing of it', 'nothing of it'],
  ])('%s becomes %s', (typed, template) => {
    expect(toTemplate(kind, typed)).toBe(template);
  });

  it('is plain text if its message has no placeholders', () => {
    expect(toTemplate('privacy_request_review_approve', '____ __CODE__')).toBe('____ __CODE__');
  });

  it('is read in linear time', () => {
    expect(toTemplate(kind, '\\'.repeat(100_000))).toHaveLength(100_000);
  });

  it('is shown verbatim', () => {
    expect(toTyped({ texts: ['', ' for ', ''], names: ['code', 'minutes'] })).toBe(
      '__CODE__ for __MINUTES__',
    );
  });

  it('is refused with an error in its own syntax', () => {
    expect(toAuthor('{{code}} has to be shown')).toBe('__CODE__ has to be shown');
  });
});
