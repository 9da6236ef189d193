import type { Words } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { CompiledWording } from './compiled-wording';
import { smsSegments } from '../sms/sms-segments';
import { RenderedTooLong } from '../template/write';

/* Attacks through a value in a message to another person. */

const english = { locale: 'en' };
const link = 'https://subjectline.example.com/links?token=Ju3dTqk';

function compiled(parts: Partial<Words>): CompiledWording {
  return CompiledWording.compile({ subject: 'S', html: '<p>B</p>', text: null, sms: 'T', ...parts });
}

const email = (parts: Partial<Words>, variables: Record<string, string>) =>
  compiled(parts).render('email', variables, english);
const sms = (text: string, variables: Record<string, string>) =>
  compiled({ sms: text }).render('sms', variables, english).text;

const hostile = [
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '</a><a href="https://evil.example">',
  'javascript:alert(1)',
  '{{validation_approve_url}} {{{x}}} {{#if x}}',
  '&amp;&#60;script&#62;',
  'a&redirect_url=https://evil.example#x',
  '\r\nBcc: all@example.com\r\n\r\n<b>',
  '\u202egnp.exe\u202c',
  '\ue000\u0030\ue001\ue002\ue003',
  '%0d%0aBcc:%20x',
  '$& $1 $` \\1',
  '\u0000\u0007\u001b]0;x\u0007',
  '\ud800x\udc00',
  '-->]]><![CDATA[',
];

describe('a hostile value', () => {
  const html = `<p title="{{metadata_x}}">{{metadata_x}}</p>
    <a href="{{validation_approve_url}}&redirect_url={{metadata_x}}&last=1">Go</a>`;

  it.each(hostile)('makes no element, no attribute and no other address: %j', (value) => {
    const variables = { validation_approve_url: link, metadata_x: value };
    const { bodyHtml, html: page } = email({ html, subject: '{{metadata_x}}' }, variables);
    expect(bodyHtml?.match(/<[a-z/]+/g)).toEqual(['<p', '</p', '<a', '</a']);
    expect(bodyHtml?.match(/ [a-z]+="/g)).toEqual([' title="', ' href="']);
    const address = /href="([^"]*)"/.exec(bodyHtml ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { origin, pathname, hash, searchParams } = new URL(address);
    expect([origin, pathname, hash]).toEqual(['https://subjectline.example.com', '/links', '']);
    expect([...searchParams.keys()]).toEqual(['token', 'redirect_url', 'last']);
    expect([...searchParams.values()]).toEqual(['Ju3dTqk', expect.any(String), '1']);
    expect(page?.match(/<script|<title>/g)).toEqual(['<title>']);
  });

  it.each(hostile)('makes no header and no line: %j', (value) => {
    const variables = { metadata_x: value };
    const { subject, text } = email({ subject: 'A {{metadata_x}} B', text: '{{metadata_x}}' }, variables);
    for (const line of [subject, text, sms('{{metadata_x}}', variables)]) {
      expect(line).not.toMatch(/[^\P{Cc}]|[\u2028-\u202e\u2066-\u2069]/u);
      expect(line).not.toMatch(/\p{Surrogate}/u);
    }
    expect(subject).toMatch(/^A .* B$/);
  });

  it('is rendered once, whatever it says', () => {
    const variables = { metadata_x: '{{metadata_y}}', metadata_y: 'no' };
    expect(email({ html: '<p>{{metadata_x}}</p>' }, variables).bodyHtml).toBe('<p>{{metadata_y}}</p>');
    expect(sms('{{metadata_x}}', variables)).toBe('{{metadata_y}}');
  });

  it('keeps the lines of a text from staff, such as a reason', () => {
    expect(email({ html: '<p>{{reason}}</p>' }, { reason: 'One\r\nTwo' }).text).toBe('One\nTwo');
    expect(email({ text: '{{reason}}' }, { reason: 'One\n\n\tTwo' }).text).toBe('One\n\n\tTwo');
  });

  it('counts as absent when nothing of it is left', () => {
    expect(sms('{{#if metadata_x}}yes{{else}}no{{/if}}', { metadata_x: ' \u202e\r\n' })).toBe('no');
  });
});

describe('a value in an address', () => {
  const hrefOf = (html: string, variables: Record<string, string>) =>
    /href="([^"]*)"/.exec(email({ html }, variables).bodyHtml ?? '')?.[1];

  it.each([
    'https://user@evil.example',
    'https://good.example\\@evil.example',
    'https://good.example\n.evil.example',
    'https://good.example/ x',
    'https://good.example/"onclick="x',
    'https://',
    'https:///x',
    'HTTPS:x',
  ])('leads nowhere when it is no address without tricks: %j', (value) => {
    expect(hrefOf('<a href="{{link}}">x</a>', { link: value })).toBe('');
  });

  it('is one step of a path at most', () => {
    const html = '<a href="https://example.com/a/{{metadata_x}}/b">x</a>';
    expect(hrefOf(html, { metadata_x: '../../c' })).toBe('https://example.com/a/..%2F..%2Fc/b');
    for (const dots of ['.', '..', ' .. ']) {
      expect(hrefOf(html, { metadata_x: dots })).toBe('https://example.com/a//b');
    }
  });

  it('is encoded where an author wrote the address as text, too', () => {
    const source = '{{validation_approve_url}}&redirect_url={{metadata_x}}';
    const variables = { validation_approve_url: link, metadata_x: 'https://a.example/?b=1&c=2' };
    const address = `${link}&redirect_url=https%3A%2F%2Fa.example%2F%3Fb%3D1%26c%3D2`;
    expect(sms(`Go: ${source}.`, variables)).toBe(`Go: ${address}.`);
    expect(email({ text: source }, variables).text).toBe(address);
    const { text } = email({ html: `<a href="${source}">${source}</a>` }, variables);
    expect(text).toBe(address);
  });

  it('is as it is where only a sign of equality stands before it', () => {
    expect(sms('a = {{metadata_x}}, b={{metadata_x}}', { metadata_x: 'x & y' })).toBe('a = x & y, b=x & y');
  });

  it('is encoded once where its author asked for it', () => {
    const html = '<a href="https://example.com/?q={{urlencode metadata_x}}">x</a>';
    expect(hrefOf(html, { metadata_x: 'a b%' })).toBe('https://example.com/?q=a%20b%25');
  });

  it('goes when an SMS would be too long with it, and the address stays whole', () => {
    const text = sms('Hi {{name}}: {{validation_approve_url}}&redirect_url={{metadata_x}}', {
      name: 'Ada',
      validation_approve_url: link,
      metadata_x: `https://a.example/${'x'.repeat(5_000)}`,
    });
    expect(text).toBe(`Hi Ada: ${link}&redirect_url=`);
  });
});

describe('values without end', () => {
  it.each([
    ['plain', '{{metadata_x}}'],
    ['encoded', 'a?b={{metadata_x}}'],
    ['under conditions', '{{#if metadata_x}}{{metadata_x}}{{/if}}'],
  ])('are refused and not written: %s', (_what, source) => {
    const wording = compiled({ html: `<p>${source.repeat(250)}</p>` });
    const render = () => wording.render('email', { metadata_x: '<'.repeat(32_000) }, english);
    expect(render).toThrow(RenderedTooLong);
  });

  it('cost nothing where nothing is left of them', () => {
    const wording = compiled({ html: `<p>${'{{metadata_x}}'.repeat(1_000)}</p>` });
    const { bodyHtml } = wording.render('email', { metadata_x: '\u202e \n'.repeat(11_000) }, english);
    expect(bodyHtml).toBe('<p></p>');
  });

  it('do not slow down the text that is made of them', () => {
    const value = `a${' '.repeat(100_000)}b`;
    expect(email({ html: '<p>{{reason}}</p>' }, { reason: value }).text).toBe(value);
  });
});

describe('a test message', () => {
  it('says so in its subject and in its SMS, however long it is', () => {
    const wording = compiled({ subject: 'Hello', sms: '{{reason}}' });
    const options = { ...english, prefix: '[Test] ' };
    expect(wording.render('email', {}, options)).toMatchObject({ subject: '[Test] Hello', text: 'B' });
    const { text } = wording.render('sms', { reason: 'x'.repeat(1_600) }, options);
    expect(text).toMatch(/^\[Test\] x+\.\.\.$/);
    expect(text).toHaveLength(1_600);
  });
});

describe('the names of a channel', () => {
  it('are those that its words use', () => {
    const wording = compiled({ subject: '{{a}}', html: '<p>{{#if b}}x{{/if}}</p>', sms: '{{c}}' });
    expect([...wording.namesOf('email')].toSorted()).toEqual(['a', 'b']);
    expect([...wording.namesOf('sms')]).toEqual(['c']);
  });
});

describe('the parts of an SMS', () => {
  it.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['ç'.repeat(70), 1],
    ['ç'.repeat(71), 2],
    ['\u{1f600}'.repeat(36), 2],
  ])('%.10s… are %i', (text, parts) => expect(smsSegments(text)).toBe(parts));
});
