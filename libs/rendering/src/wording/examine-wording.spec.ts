import type { Words } from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { examineWording } from './examine-wording';

const verification: Readonly<Words> = {
  subject: 'Your code',
  html: '<p>{{code}}, for {{minutes}} minutes</p>',
  text: null,
  sms: '{{code}}',
};

function problemsOf(changes: Partial<Words>) {
  return examineWording('subject_identity_verification', { ...verification, ...changes });
}

function htmlProblems(html: string): string {
  const problems = problemsOf({ html: `${html}<p>{{code}}</p>` });
  return problems.map(({ part, message }) => `${part}: ${message}`).join('\n');
}

describe('a wording that is fit to be sent', () => {
  it('has no problems', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('may use lists, tables, links and plain styles', () => {
    const html = `<h1 style="color:rgb(1, 2, 3)">Hi</h1><table role="presentation"><tr><td align="center">
      <a class="button" href="https://example.com/?q={{urlencode minutes}}" title="{{minutes}}">Go</a>
      <a href="mailto:privacy@example.com">Write</a> <a href="tel:+15550100">Call</a>
      <a href="{{not_me_link}}/path?c={{urlencode code}}">More</a></td></tr></table>
      {{! for authors }}<ul>{{#if minutes}}<li>{{minutes}}</li>{{else}}<li>soon</li>{{/if}}</ul>`;
    expect(htmlProblems(html)).toBe('');
  });

  it('may have less than perfect HTML: what is sent is written anew', () => {
    expect(htmlProblems('<p>One<p>Two<br></b>')).toBe('');
  });
});

describe('a wording is refused', () => {
  it('with the part and the name of what its message does not have', () => {
    expect(problemsOf({ subject: 'Hello {{first_name}}' })).toEqual([
      {
        part: 'subject',
        message:
          '"first_name" is not a parameter of this message: it has code, minutes, request_types, other_steps, is_raised, not_me_link, earlier_code_works, earlier_code_ended',
      },
    ]);
  });

  it('when a name is used only as a condition', () => {
    expect(problemsOf({ sms: '{{code}}{{#if vip}}!{{/if}}' })).toMatchObject([{ part: 'sms' }]);
  });

  it('when its message has no parameters and it names one', () => {
    const wording = { ...verification, html: '<p>Hi {{code}}</p>', sms: 'Hi' };
    expect(examineWording('test_message', wording)).toEqual([
      { part: 'html', message: '"code" is not a parameter of this message: it has none' },
    ]);
  });

  it.each([
    ['html', { html: '<p>Hi</p>' }],
    ['html', { html: '<p title="{{code}}">Hi</p>' }],
    ['text', { text: 'Hi' }],
    ['sms', { sms: 'Hi' }],
    ['sms', { sms: '{{! {{code}} }}Hi' }],
    ['sms', { sms: '{{#unless minutes}}{{code}}{{/unless}}' }],
  ] as const)('when %s does not show the code: %j', (part, changes) => {
    expect(problemsOf(changes)).toEqual([{ part, message: '{{code}} has to be shown' }]);
  });

  it('not for a code that is shown under a condition which always holds', () => {
    expect(problemsOf({ sms: '{{#if minutes}}{{code}}{{/if}}' })).toEqual([]);
    expect(problemsOf({ sms: '{{#unless code}}-{{else}}{{code}}{{/unless}}' })).toEqual([]);
  });

  it.each([
    ['subject', { subject: ' ' }, 'it is empty'],
    ['subject', { subject: 'x'.repeat(999) }, 'it is longer than 998 characters'],
    ['html', { html: 'x'.repeat(100_001) }, 'it is longer than 100000 characters'],
    ['sms', { sms: 'x'.repeat(1_601) }, 'it is longer than 1600 characters'],
  ] as const)('when %s has no fitting length', (part, changes, message) => {
    expect(problemsOf(changes)).toEqual([{ part, message }]);
  });
});

const unsafe: [html: string, named: RegExp][] = [
  ['<script>alert(1)</script>', /html: <script> is not allowed/],
  ['<SCRIPT SRC=//example.com/x></SCRIPT>', /<script>/],
  ['<iframe src="https://example.com"></iframe>', /<iframe>/],
  ['<object data="x"></object>', /<object>/],
  ['<embed src="x">', /<embed>/],
  ['<form action="https://example.com"><input name="a"></form>', /<form>[^]*<input>/],
  ['<style>@import "https://example.com/x.css"</style>', /<style>/],
  ['<link rel="stylesheet" href="https://example.com/x.css">', /<link>/],
  ['<meta http-equiv="refresh" content="0">', /<meta>/],
  ['<base href="https://example.com/">', /<base>/],
  ['<svg><script>alert(1)</script></svg>', /<svg>/],
  ['<math><mi>x</mi></math>', /<math>/],
  ['<video src="https://example.com/v"></video>', /<video>/],
  ['<template><b>x</b></template>', /<template>/],
  ['<noscript><b>x</b></noscript>', /<noscript>/],
  ['<plaintext>', /<plaintext>/],
  ['<img src="https://example.com/pixel.gif" width="1">', /<img>: images are not allowed/],
  ['<img src="data:image/png;base64,AAAA">', /<img>/],
  ['<p onclick="alert(1)">x</p>', /the attribute onclick of <p> is not allowed/],
  ['<a href="https://example.com" OnMouseOver="x">x</a>', /onmouseover/],
  ['<table background="https://example.com/x.gif"><tr><td>x</td></tr></table>', /background/],
  ['<p srcset="x">x</p>', /srcset/],
  ['<a href="javascript:alert(1)">x</a>', /"javascript:alert\(1\)" does not begin with https/],
  ['<a href=" JaVaScript:alert(1)">x</a>', /"JaVaScript:alert/],
  ['<a href="java&#9;script:alert(1)">x</a>', /does not begin with/],
  ['<a href="&#106;avascript:alert(1)">x</a>', /"javascript:alert/],
  ['<a href="java{{! x }}script:alert(1)">x</a>', /"javascript:alert/],
  ['<a href="data:text/html,x">x</a>', /"data:text/],
  ['<a href="vbscript:x">x</a>', /"vbscript/],
  ['<a href="/relative">x</a>', /"\/relative"/],
  ['<a href="#">x</a>', /"#"/],
  ['<a href="{{minutes}}javascript:alert(1)">x</a>', /only a path or a query behind its value/],
  ['<a href="{{minutes}}{{code}}">x</a>', /"\{\{…\}\}\{\{…\}\}" may have only a path/],
  ['<a href="{{urlencode minutes}}">x</a>', /only a path or a query/],
  ['<a href="java{{minutes}}:x">x</a>', /"java\{\{…\}\}:x"/],
  ['<a href="{{#if minutes}}https://example.com{{/if}}">x</a>', /a condition inside href of <a>/],
  ['<a {{#if minutes}}href="https://example.com"{{/if}}>x</a>', /attribute \{\{…\}\}/],
  ['<p {{minutes}}>x</p>', /attribute \{\{…\}\} of <p>/],
  ['<p class="{{minutes}}">x</p>', /a value inside class of <p>/],
  ['<p style="color:{{minutes}}">x</p>', /inside style of <p>/],
  ['<p style="background:url(https://example.com/x)">x</p>', /"\(" inside style/],
  ['<p style="background:u\\72l(x)">x</p>', /inside style/],
  ['<p style="background:image-set(\'x\')">x</p>', /inside style/],
  ['<p style="width:expression(alert(1))">x</p>', /inside style/],
  ['<p style="a:rgb(url(x))">x</p>', /inside style/],
  ['<!-- {{code}} -->', /comments in HTML/],
  ['<!--[if mso]><script>x</script><![endif]-->', /comments in HTML/],
  ['<![CDATA[x]]>', /comments in HTML/],
  ['<?xml version="1.0"?>', /comments in HTML/],
  ['{{#if minutes}}<p>{{/if}}x</p>', /a condition has to begin, turn and end inside the same element/],
  ['<p>{{#if minutes}}</p>{{/if}}', /a condition has to begin/],
  ['{{#if minutes}}{{else}}<p>{{/if}}{{#if code}}{{else}}</p>{{/if}}', /a condition has to begin/],
  ['<div>'.repeat(70), /nested deeper than 60/],
  ['<b>'.repeat(4_900), /nested deeper than 60/],
  ['<b>'.repeat(30_000), /more than 5000 HTML tags/],
  ['<p>'.repeat(33_000), /more than 5000 HTML tags/],
  ['<br>'.repeat(5_001), /more than 5000 HTML tags/],
];

describe('HTML of an author', () => {
  it.each(unsafe)('is refused with the name of what is wrong: %.60s', (html, named) => {
    expect(htmlProblems(html)).toMatch(named);
  });

  it.each(['<p>x</p><a href="https://example.com', '<div><p>x</p><a title=">', '<b>x</b'])(
    'is refused when its last tag is not finished: %s',
    (end) => {
      const problems = problemsOf({ html: `<p>{{code}}</p>${end}` });
      expect(problems).toEqual([{ part: 'html', message: 'the last tag is not finished' }]);
    },
  );

  it('may hold a lone < that begins no tag', () => {
    expect(problemsOf({ html: '<p>{{code}} < 7</p> <' })).toEqual([]);
  });
});
