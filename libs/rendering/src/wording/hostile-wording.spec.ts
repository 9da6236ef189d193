import type { MessageKindId, Words } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { CompiledWording } from './compiled-wording';
import { examineWording } from './examine-wording';

/* Attacks by template authors. */

const kind = 'validation-double-optin';
const link = 'https://subjectline.example.com/links?token=Ju3dTqk';
const words: Readonly<Words> = {
  subject: 'Please confirm',
  html: '<p>{{validation_approve_url}}</p>',
  text: null,
  sms: '{{validation_approve_url}}',
};

function problems(changes: Partial<Words>, of: MessageKindId = kind): string {
  const found = examineWording(of, { ...words, ...changes });
  return found.map(({ part, message }) => `${part}: ${message}`).join('\n');
}

const htmlProblems = (html: string) => problems({ html: `${words.html}${html}` });

function sent(changes: Partial<Words>, variables: Record<string, string> = {}) {
  expect(problems(changes)).toBe('');
  const compiled = CompiledWording.compile({ ...words, ...changes });
  const given = { validation_approve_url: link, ...variables };
  const mail = compiled.render('email', given, { locale: 'en' });
  return { ...mail, sms: compiled.render('sms', given, { locale: 'en' }).text };
}

describe('a hostile expression is refused in every part', () => {
  it.each([
    ['{{constructor}}', /"constructor" is not a parameter of this message: it has validation_approve_url/],
    ['{{constructor.constructor}}', /is not the name of a parameter/],
    ['{{toString}}', /is not a parameter/],
    ['{{__proto__}}', /is not the name/],
    ['{{__defineGetter__ "a"}}', /the only helper is urlencode/],
    ['{{hasOwnProperty "a"}}', /the only helper/],
    ['{{lookup . "constructor"}}', /the only helper/],
    ['{{lookup (lookup this "constructor") "prototype"}}', /the only helper/],
    ['{{#with "s" as |string|}}{{/with}}', /the only blocks are/],
    ['{{#with (lookup this "constructor")}}{{/with}}', /the only blocks are/],
    ['{{#each this}}{{@key}}{{/each}}', /the only blocks are/],
    ['{{@root}}', /"@root" is not the name/],
    ['{{@root.validation_approve_url}}', /is not the name/],
    ['{{../validation_approve_url}}', /is not the name/],
    ['{{this}}', /is not the name/],
    ['{{.}}', /is not the name/],
    ['{{> (lookup . "x")}}', /partials/],
    ['{{>../../etc/passwd}}', /partials/],
    ['{{#*inline "x"}}{{/inline}}', /decorators/],
    ['{{{{raw}}}}{{x}}{{{{/raw}}}}', /raw blocks/],
    ['{{{validation_approve_url}}}', /unescaped/],
    ['{{&validation_approve_url}}', /unescaped/],
    ['{{~{validation_approve_url}~}}', /unescaped/],
    ['{{helperMissing}}', /is not a parameter/],
    ['{{blockHelperMissing days}}', /the only helper/],
    ['{{log days}}', /the only helper/],
    ['{{days 1 2 3}}', /the only helper/],
    ['{{#if days}}{{#if}}{{/if}}{{/if}}', /takes one name/],
    ['{{#if (days)}}x{{/if}}', /is not the name/],
    ['{{#if days}}a{{else if nothing}}b{{/if}}', /"nothing" is not a parameter/],
    ['{{else}}', /cannot be read/],
    ['{{/if}}', /cannot be read/],
    ['{{#if days}}', /cannot be read/],
    ['{{days', /cannot be read/],
    ['{{!-- never closed', /cannot be read/],
    ['\\{{days}}', /a backslash before/],
    ['${days}<%= days %>#{days}{{= days}}', /cannot be read|is not/],
    ['a\u0000b', /a control character/],
    ['a\u001b[2Jb', /a control character/],
    ['\ud800', /half of a character/],
    ['\ue0000\ue001', /private-use/],
    ['\ue002', /private-use/],
  ])('%j', (expression, named) => {
    for (const part of ['subject', 'html', 'text', 'sms'] as const) {
      const base = part === 'subject' ? '' : '{{validation_approve_url}} ';
      expect(problems({ [part]: base + expression })).toMatch(named);
    }
  });

  it('is plain text where it is none in this language', () => {
    expect(sent({ sms: '${7*7} #{7*7} <%= 7*7 %> {%x%} [[x]] {{validation_approve_url}}' }).sms).toBe(
      `\${7*7} #{7*7} <%= 7*7 %> {%x%} [[x]] ${link}`,
    );
  });
});

describe('names of metadata', () => {
  it.each(['metadata_', 'metadata', 'Metadata_x', 'METADATA_X', `metadata_${'a'.repeat(65)}`])(
    'are refused when they are none: %s',
    (name) => {
      expect(problems({ sms: `{{validation_approve_url}}{{${name}}}` })).toMatch(
        /is not a parameter of this message: it has validation_approve_url, days, metadata_<name>/,
      );
    },
  );

  it.each(['metadata_a.b', 'metadata_a-b', 'metadata_a[0]', 'metadata_é', 'metadata_a/b'])(
    'hold letters, digits and _ alone: %s',
    (name) => expect(problems({ sms: `{{validation_approve_url}}{{${name}}}` })).not.toBe(''),
  );

  it('are refused where a message is about no event', () => {
    const html = '<p>{{confirmation_link}} {{metadata_x}}</p>';
    const changes = { html, sms: '{{confirmation_link}}' };
    expect(problems(changes, 'request-verify')).toBe(
      'html: "metadata_x" is not a parameter of this message: it has user_right_label, confirmation_link, minutes',
    );
  });

  it('are taken from what is given and from nowhere else', () => {
    const sms = '{{validation_approve_url}} [{{metadata___proto__}}{{metadata_constructor}}]';
    expect(sent({ sms }).sms).toBe(`${link} []`);
    expect(sent({ sms }, { metadata_constructor: 'own' }).sms).toBe(`${link} [own]`);
  });

  it('are not without number', () => {
    const many = Array.from({ length: 51 }, (_none, index) => `{{metadata_n${index}}}`).join('');
    expect(htmlProblems(many)).toBe('html: it uses more than 50 names of metadata');
  });
});

describe('hostile HTML is refused', () => {
  it.each([
    ['<a href="jav&#x09;ascript:x">x</a>', /does not begin with https/],
    ['<a href="jav\nascript:x">x</a>', /"javascript:x" does not begin with/],
    ['<a href="\u0001javascript:x">x</a>', /control character/],
    ['<a href="&#1;javascript:x">x</a>', /control character/],
    ['<a href="javascript&colon;x">x</a>', /"javascript:x" does not/],
    ['<a href="VbScRiPt:x">x</a>', /does not begin with/],
    ['<a href="data:text/html;base64,AAAA">x</a>', /does not begin with/],
    ['<a href="blob:https://example.com/x">x</a>', /does not begin with/],
    ['<a href="feed:https://example.com">x</a>', /does not begin with/],
    ['<a href="file:///etc/passwd">x</a>', /does not begin with/],
    ['<a href="//example.com">x</a>', /does not begin with/],
    ['<a href="https:example.com">x</a>', /does not begin with/],
    ['<a href="">x</a>', /does not begin with/],
    ['<a xlink:href="javascript:x">x</a>', /attribute xlink:href/],
    ['<a ping="https://example.com" href="https://example.com">x</a>', /attribute ping/],
    ['<a download href="https://example.com">x</a>', /attribute download/],
    ['<a href="{{metadata_x}}">x</a>', /\{\{metadata_x\}\} cannot be where a link leads/],
    ['<a href="{{metadata_x}}&a=1">x</a>', /cannot be where a link leads/],
    ['<a href="{{days}}">x</a>', /cannot be where a link leads; parameters that can: validation_approve_url/],
    ['<a href="https://{{metadata_x}}">x</a>', /says whom it leads to/],
    ['<a href="https://{{metadata_x}}.example.com/">x</a>', /says whom it leads to/],
    ['<a href="https://example.com{{metadata_x}}">x</a>', /says whom it leads to/],
    ['<a href="https://example.com:{{metadata_x}}/">x</a>', /says whom it leads to/],
    ['<a href="https://user:{{metadata_x}}@example.com/">x</a>', /says whom it leads to/],
    ['<a href="{{metadata_x}}://example.com/">x</a>', /only a path or a query|cannot be/],
    ['<a href="{{validation_approve_url}}//{{metadata_x}}">x</a>', /only a path or a query/],
    ['<a href="{{validation_approve_url}}{{metadata_x}}">x</a>', /only a path or a query/],
    ['<a href="{{validation_approve_url}}.example.com">x</a>', /only a path or a query/],
    ['<a href="{{validation_approve_url}}@example.com">x</a>', /only a path or a query/],
    ['<a href="mailto:{{metadata_x}}">x</a>', /says whom it leads to/],
    ['<a href="mailto:a@example.com?bcc={{metadata_x}}">x</a>', /says whom it leads to/],
    ['<a href="tel:+{{metadata_x}}">x</a>', /does not begin with|says whom/],
    ['<p style="background:URL(x)">x</p>', /inside style/],
    ['<p style="background:u&#x72;l(x)">x</p>', /inside style/],
    ['<p style="background:\\75rl(x)">x</p>', /inside style/],
    ['<p style="width:e/**/xpression(x)">x</p>', /inside style/],
    ['<p style="-moz-binding:x">x</p>', /inside style/],
    ['<p style="behavior:x">x</p>', /inside style/],
    ['<p style="position : fixed;top:0">x</p>', /"position : fixed" inside style/],
    ['<p style="color:{{metadata_x}}">x</p>', /"\{\{…\}\}" inside style/],
    ['<p style="{{#if days}}color:red{{/if}}">x</p>', /condition inside style/],
    ['<p id="{{metadata_x}}">x</p>', /a value inside id/],
    ['<p align={{metadata_x}}>x</p>', /a value inside align/],
    ['<p {{metadata_x}}="x">', /attribute \{\{…\}\}/],
    ['<p title="</p><script>x</script>">x</p>', /"<" inside title/],
    ['<p title="&lt;img src=x onerror=x>">x</p>', /"<" inside title/],
    ['<p/onclick=x>x</p>', /attribute onclick/],
    ['<p\u000conclick=x>x</p>', /control character/],
    ['<p ONCLICK=x>x</p>', /attribute onclick/],
    ['<svg/onload=x>', /<svg> is not allowed/],
    ['<svg><style><a id="</style><img src=x onerror=x>"></svg>', /<svg>/],
    ['<math><mtext><table><mglyph><style><img src=x></style>', /<math>/],
    ['<noscript><p title="</noscript><img src=x onerror=x>">', /<noscript>/],
    ['<textarea></p><script>x</script></textarea>', /<textarea>/],
    ['<title></title><script>x</script>', /<title>[^]*<script>/],
    ['<xmp><p></xmp>', /<xmp>/],
    ['<listing>&lt;script></listing>', /<listing>/],
    ['<template><script>x</script></template>', /<template>/],
    ['<base href="https://example.com">', /<base>/],
    ['<meta http-equiv=refresh content="0;url=https://example.com">', /<meta>/],
    ['<form action="https://example.com"><button>x</button></form>', /<form>[^]*<button>/],
    ['<input value=x>', /<input>/],
    ['<audio src=x>', /<audio>/],
    ['<dialog open>x</dialog>', /<dialog>/],
    ['<marquee onstart=x>', /<marquee>/],
    ['<p><html onload=x></html></p>', /<html>/],
    ['<p>&#0;&#8;</p>', /control character/],
    ['<p>&#xE000;0&#xE001;</p>', /private-use/],
    ['<p>&#{{! }}xE000;9&#x{{!-- --}}E001;</p>', /private-use/],
    ['<p title="&#{{!}}57347;">a</p>', /private-use/],
    ['<p><!-- x', /comments in HTML/],
    ['<p', /the last tag is not finished/],
    ['</p', /the last tag is not finished/],
    ['<p title="x', /the last tag is not finished/],
  ])('%j', (html, named) => expect(htmlProblems(html)).toMatch(named));

  it('and what only looks like it is text', () => {
    const { bodyHtml } = sent({ html: `${words.html}<p><{{metadata_x}} src=x></p>` }, { metadata_x: 'img' });
    expect(bodyHtml).toContain('<p>&lt;img src=x&gt;</p>');
  });

  it('with a list of what is allowed', () => {
    expect(htmlProblems('<video></video>')).toMatch(/allowed are <a> <abbr> .*<p> .*<table>/);
    expect(htmlProblems('<p onclick="x">x</p>')).toMatch(/allowed attributes are .*align .*href .*aria-\*/);
  });

  it('with a bounded number of problems', () => {
    const tags = Array.from({ length: 2_400 }, (_none, index) => `<x-${index}>y</x-${index}>`).join('');
    expect(htmlProblems(tags).split('\n')).toHaveLength(30);
  });
});

describe('a whole document', () => {
  const around = (body: string, head = '') =>
    `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
    <html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head>${head}</head>
    <body bgcolor="#ffffff" style="margin:0">${body}</body></html>\n`;

  it('is taken for its body', () => {
    const head = `<meta charset="utf-8"/><meta name="viewport" content="width=device-width">
      <title>Privacy</title><style>@media (max-width:600px) { p { color: red } }</style>`;
    const { bodyHtml, html } = sent({ html: around(words.html, head) });
    expect(bodyHtml).toMatch(/^<p>https:\/\/subjectline[^<]*<\/p>$/);
    expect(html?.match(/<body/g)).toHaveLength(1);
  });

  it('does not show what stands in its title', () => {
    expect(problems({ html: around('<p>x</p>', '<title>{{validation_approve_url}}</title>') })).toBe(
      'html: {{validation_approve_url}} has to be shown',
    );
  });

  it.each([
    ['<meta http-equiv="refresh" content="0;url=https://example.com">', /<meta> inside <head>/],
    ['<base href="https://example.com">', /<base> inside <head>/],
    ['<script>x</script>', /<script> inside <head>/],
    ['<link rel="stylesheet" href="https://example.com/x.css">', /<link> inside <head>/],
    ['<style>@import "https://example.com/x.css";</style>', /<style> inside <head>/],
    ['<style>p{background:url (x)}</style>', /<style> inside <head>/],
    ['<style>{{metadata_x}} {color:red}</style>', /<style> inside <head>/],
    ['<style onload="x">p{}</style>', /<style> inside <head>/],
    ['<!-- x -->', /comments in HTML/],
    ['text', /a text inside <head>/],
    ['{{#if days}}', /cannot be read/],
    ['{{#if days}}{{/if}}', /a text inside <head>/],
    ['<title>never closed', /the last tag is not finished/],
  ])('is refused for %s in its head', (head, named) => {
    expect(problems({ html: around(words.html, head) })).toMatch(named);
  });

  it.each([
    ['<html onload="x">', /attribute onload of <html>/],
    ['<html manifest="x">', /attribute manifest of <html>/],
    ['<body onload="x">', /attribute onload of <body>/],
    ['<body background="https://example.com/x.gif">', /attribute background of <body>/],
    ['<body style="background:url(x)">', /inside style of <body>/],
    ['<body class="{{metadata_x}}">', /a value inside class of <body>/],
  ])('is refused for %s', (start, named) => {
    expect(problems({ html: `${start}${words.html}` })).toMatch(named);
  });

  it('may stand under a condition as a whole, and not in parts', () => {
    const html = `{{#if days}}<html><body>{{days}}</body></html>{{/if}}${words.html}`;
    expect(sent({ html }, { days: '7' }).bodyHtml).toContain('7');
    const torn = `<html><body>{{#if days}}</body>{{/if}}</html>${words.html}`;
    expect(problems({ html: torn })).toBe('');
    expect(problems({ html: `<html><head>{{#if days}}</head>{{/if}}</html>${words.html}` })).not.toBe('');
  });

  it('is the example of the page that Didomi has about templates, as it stands there', () => {
    const html = `<html>\n<head>\n<title>Privacy Center Approval</title>\n
                </head>\n<body>\n<div>\nCliquez ici pour confirmer votre${' '}
                consentement: <a href="{{validation_approve_url}}
                &redirect_url={{metadata_redirect_url}}">{{validation_approve_url}}
                </a>\n</div>\n</body>\n</html>`;
    const redirect = 'https://shop.example.com/a?b=1&c=2#d';
    const { bodyHtml, text } = sent({ html }, { metadata_redirect_url: redirect });
    const address = `${link}&redirect_url=${encodeURIComponent(redirect)}`;
    expect(bodyHtml).toContain(`<a href="${address.replace('&', '&amp;')}">`);
    expect(text).toBe(`Cliquez ici pour confirmer votre consentement: ${link} (${address})`);
    expect(new URL(address).searchParams.get('redirect_url')).toBe(redirect);
  });
});

describe('reading a wording takes no longer for being hostile', () => {
  const long = 100_000;
  it.each([
    ['expressions in expressions', '{{days (days '.padEnd(long, '(days ')],
    ['hashes in expressions', '{{days '.padEnd(long, 'a=(days ')],
    ['open tags', '{{'.repeat(long / 2)],
    ['open remarks', '{{!'.repeat(long / 3)],
    ['long paths', `{{${'a/'.repeat(long / 2 - 10)}}}`],
    ['elements never closed', '<b>'.repeat(long / 3)],
    ['wrong ends', '<b>'.repeat(15_000) + '</p>'.repeat(13_000)],
    ['a run of spaces', `x${' '.repeat(long - 2)}y`],
    ['an address of spaces', `<a href="https://example.com/${' '.repeat(90_000)}x">x</a>`],
    ['attributes', `<p ${'a '.repeat(45_000)}>`],
    ['values', '{{days}}'.repeat(long / 8 - 5)],
    ['parameters', '?'.repeat(50_000) + '&a'.repeat(20_000)],
    ['comments', '<!--'.repeat(20_000)],
  ])('%s', (_what, source) => {
    // the spec's time limit is the measure: some of these took minutes
    for (const part of ['html', 'text'] as const) {
      expect(problems({ [part]: source.slice(0, long) })).toEqual(expect.any(String));
    }
  });
});
