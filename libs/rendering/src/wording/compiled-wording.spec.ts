import type { Words } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { CompiledWording, UnusableWording } from './compiled-wording';

const english = { locale: 'en' };

function wordingOf(parts: Partial<Words>): Words {
  return { subject: 'Subject', html: '<p>Body</p>', text: null, sms: 'Text', ...parts };
}

function email(parts: Partial<Words>, variables: Record<string, string> = {}) {
  return CompiledWording.compile(wordingOf(parts)).render('email', variables, english);
}

function sms(template: string, variables: Record<string, string>) {
  return CompiledWording.compile(wordingOf({ sms: template })).render('sms', variables, english);
}

describe('a rendered message', () => {
  const markup = `<script>alert("1")</script>&'`;

  it('escapes a value in HTML, in text and in attributes', () => {
    const { bodyHtml } = email({ html: '<p title="{{a}}">{{a}}</p>' }, { a: markup });
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#x27;';
    expect(bodyHtml).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it('leaves a value as it is in subject, text and SMS', () => {
    const parts = { subject: 'S {{a}}', html: '<p>{{a}}</p>', text: 'T {{a}}' };
    const { subject, text } = email(parts, { a: markup });
    expect([subject, text]).toEqual([`S ${markup}`, `T ${markup}`]);
    expect(email({ html: '<p>{{a}}</p>' }, { a: markup }).text).toBe(markup);
    expect(sms('M {{a}}', { a: markup }).text).toBe(`M ${markup}`);
  });

  it('escapes a subject once more where it is the title of the page', () => {
    expect(email({ subject: '{{a}}' }, { a: '</title>' }).html).toContain('<title>&lt;/title&gt;</title>');
  });

  it('shows mustaches in a value literally, in every part', () => {
    const parts = { subject: '{{a}}', html: '<p>{{a}}</p>' };
    const { subject, bodyHtml, text } = email(parts, { a: '{{code}} {{{code}}} {{#if', code: '482913' });
    expect(subject).toBe('{{code}} {{{code}}} {{#if');
    expect(text).toBe('{{code}} {{{code}}} {{#if');
    expect(bodyHtml).toBe('<p>{{code}} {{{code}}} {{#if</p>');
  });

  it('shows mustaches that an author wrote as entities literally', () => {
    const html = '<p>&#123;&#123;code&#125;&#125; &#123;{{code}}</p>';
    const { bodyHtml, text } = email({ html }, { code: '482913' });
    expect(bodyHtml).toBe('<p>{{code}} {482913</p>');
    expect(text).toBe('{{code}} {482913');
  });

  it.each([
    ['a line break', 'Hi\r\nBcc: all@example.com', 'Hi Bcc: all@example.com'],
    ['a bare line feed', 'Hi\nX: y', 'Hi X: y'],
    ['a Unicode line separator', 'Hi\u2028X: y', 'Hi X: y'],
    ['control characters', 'Hi\u0000\u0008\u001b[2J\u0085there', 'Hi [2J there'],
  ])('has a subject of one line, whatever a value holds: %s', (_what, a, subject) => {
    expect(email({ subject: '{{a}}' }, { a }).subject).toBe(subject);
  });

  it('has a subject that fits a header', () => {
    expect(email({ subject: '{{a}}' }, { a: 'x'.repeat(5_000) }).subject).toHaveLength(998);
  });

  it('takes nothing that a variable does not hold itself', () => {
    const template = '[{{constructor}}{{toString}}{{valueOf}}]';
    expect(sms(template, {}).text).toBe('[]');
    const own = JSON.parse('{"__proto__": {"a": "inherited"}, "constructor": "own"}') as Record<
      string,
      string
    >;
    expect(sms('[{{constructor}}{{a}}]', own).text).toBe('[own]');
  });

  it('takes no value that is not a text', () => {
    const odd = JSON.parse('{"a": {"toString": "x"}, "b": 7}') as Record<string, string>;
    expect(sms('[{{a}}{{b}}]', odd).text).toBe('[]');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://example.com',
    'JAVASCRIPT://x',
    '//example.com',
  ])('has no link to %s, even when a value asks for it', (link) => {
    const { bodyHtml } = email({ html: '<a href="{{link}}">Open</a>' }, { link });
    expect(bodyHtml).toBe('<a href="">Open</a>');
  });

  it('says in which language it is, and in which direction that runs', () => {
    const wording = CompiledWording.compile(wordingOf({}));
    expect(wording.render('email', {}, english).html).toContain('<html lang="en" dir="ltr">');
    expect(wording.render('email', {}, { locale: 'ar-EG' }).html).toContain('<html lang="ar-EG" dir="rtl">');
    expect(wording.render('email', {}, { locale: '"><b>' }).html).not.toContain('<b>');
  });

  it('loads nothing from anywhere', () => {
    expect(email({}).html).not.toMatch(/src=|url\(|@import|<link|<img|https?:/i);
  });

  it('cuts a value that no SMS would hold, and never half a character or an address', () => {
    const reason = '\u{1f600}'.repeat(2_000);
    const { text } = sms('No: {{a}} Bye', { a: reason });
    expect(text.length).toBeGreaterThan(1_590);
    expect(text.length).toBeLessThanOrEqual(1_600);
    expect(text).toMatch(/^No: [^.]+\.\.\. Bye$/);
    expect(text.isWellFormed()).toBe(true);
    const link = `https://example.com/${'x'.repeat(1_500)}`;
    const both = sms('{{a}}: {{link}}, {{a}}', { a: 'reason '.repeat(100), link }).text;
    expect(both.length).toBeLessThanOrEqual(1_600);
    expect(both).toContain(link);
    expect(sms('{{a}}', { a: 'x'.repeat(1_600) }).text).toBe('x'.repeat(1_600));
    expect(email({ html: '<p>{{a}}</p>' }, { a: reason }).text).toBe(reason);
  });

  it('is never made of a wording that was not fit to be saved', () => {
    expect(() => CompiledWording.compile(wordingOf({ sms: '{{{a}}}' }))).toThrow(UnusableWording);
  });
});

describe('a body that its author wrote as a text', () => {
  const lines = (html: string, variables: Record<string, string> = {}) => {
    const { bodyHtml, text } = email({ html }, variables);
    return [bodyHtml, text];
  };

  it('keeps its lines, in both parts', () => {
    expect(lines('Hello,\n\nyour code is <b>{{code}}</b>.\r\nBye\n', { code: '482913' })).toEqual([
      'Hello,<br>\n<br>\nyour code is <b>482913</b>.<br>\nBye',
      'Hello,\n\nyour code is 482913.\nBye',
    ]);
  });

  it('may hold what is no tag', () => {
    expect(lines('1 < 2 & 3 > 2')).toEqual(['1 &lt; 2 &amp; 3 &gt; 2', '1 < 2 & 3 > 2']);
  });

  it('keeps its lines around a condition', () => {
    const html = 'One\n{{#if a}}\nA: {{a}}\n{{/if}}\nTwo';
    expect(lines(html)[1]).toBe('One\nTwo');
    expect(lines(html, { a: 'x' })[1]).toBe('One\nA: x\nTwo');
  });

  it('is HTML like any other once it has a paragraph or a break of its own', () => {
    expect(lines('<p>One\nTwo</p>\n<p>Three</p>')).toEqual([
      '<p>One\nTwo</p>\n<p>Three</p>',
      'One Two\n\nThree',
    ]);
    expect(lines('One<br>\nTwo')[0]).toBe('One<br>\nTwo');
  });
});

describe('the text made from HTML', () => {
  const text = (html: string, variables: Record<string, string> = {}) => email({ html }, variables).text;

  it('keeps links as label and address', () => {
    expect(
      text('<p><a href="{{link}}">Your data</a> is here</p>', { link: 'https://example.com/?a=1&b=2' }),
    ).toBe('Your data (https://example.com/?a=1&b=2) is here');
  });

  it('writes an address once when it is its own label', () => {
    expect(text('<a href="{{link}}">{{link}}</a>', { link: 'https://example.com/x' })).toBe(
      'https://example.com/x',
    );
  });

  it('keeps headings as they are written, paragraphs apart and lists as lists', () => {
    expect(
      text('<h1>Your code</h1><p>It is {{code}}.</p><ul><li>one</li><li>two</li></ul>', { code: '4' }),
    ).toBe('Your code\n\nIt is 4.\n\n * one\n * two');
  });

  it('leaves no gap where a condition holds nothing', () => {
    const html =
      '<p>One</p>\n{{#if a}}\n<p>A: {{a}}</p>\n{{else}}\n{{/if}}\n<p>Two{{#if a}}, too{{/if}}.</p>';
    expect(text(html, {})).toBe('One\n\nTwo.');
    expect(text(html, { a: 'x' })).toBe('One\n\nA: x\n\nTwo, too.');
  });

  it('keeps a condition between the items of a list', () => {
    const html = '<ul><li>one</li>{{#if a}}<li>{{a}}</li>{{/if}}</ul>';
    expect(text(html, { a: 'two' })).toMatch(/\* one[\s*]+two/);
    expect(text(html)).not.toContain('two');
  });

  it('does not break long lines: a mail program does', () => {
    const long = 'word '.repeat(60).trim();
    expect(text(`<p>${long}</p>`)).toBe(long);
  });
});
