import { contrastOf } from '@subjectline/testing';
import { describe, expect, it } from 'vitest';
import { CompiledWording } from '../wording/compiled-wording';

function mailOf(html: string): string {
  const words = { subject: 'Subject', html, text: null, sms: 'Text' };
  return CompiledWording.compile(words).render('email', {}, { locale: 'en' }).html ?? '';
}

const isDark = (mail: string) => mail.includes('prefers-color-scheme:dark') || mail.includes('data-ogsc');

/** The backgrounds of the card: the light one, and the dark one where the mail has it. */
function grounds(mail: string): string[] {
  const light = /class="card"[^>]*background-color:(#[0-9a-f]{6})/.exec(mail)?.[1] ?? '';
  const dark = /\.card\{background-color:(#[0-9a-f]{6})/.exec(mail)?.[1];
  return dark === undefined ? [light] : [light, dark];
}

describe("an author's colour", () => {
  it.each(['#1f2933', '#333333', '#7a1f1f', '#003366'])('%s can be read wherever it is shown', (color) => {
    const mail = mailOf(`<p style="color:${color}">Hello</p>`);
    expect(grounds(mail)).toEqual(['#ffffff']);
    for (const ground of grounds(mail)) expect(contrastOf(color, ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(color, grounds(mailOf('<p>Hello</p>'))[1] ?? '')).toBeLessThan(4.5);
  });

  it.each([
    '<p style="color:#333">x</p>',
    '<p style="COLOR : red !important">x</p>',
    '<p style="background:#eee">x</p>',
    '<p style="background-color:#eee">x</p>',
    '<table><tr><td bgcolor="#eeeeee">x</td></tr></table>',
    '<p><font color="#333333">x</font></p>',
    '{{#if reason}}<p style="color:#333">x</p>{{/if}}',
    // our dark rules give a link a pale colour, whatever it stands on
    '<p style="color:#222;background:#fff">See <a href="https://example.com">this</a></p>',
    '<a style="color:#000;background:#ff0" href="https://example.com">x</a>',
    '<div style="color:#222;background:#fff"><p class="small">x</p></div>',
  ])('keeps the card light: %s', (html) => {
    const mail = mailOf(html);
    expect(isDark(mail)).toBe(false);
    expect(mail).toContain('<meta name="color-scheme" content="light only">');
    expect(mail).toContain(':root{color-scheme:light only;supported-color-schemes:light only}');
  });

  it.each([
    '<p>x</p>',
    '<p style="font-weight:bold;border-color:#eee">x</p>',
    '<p style="color:inherit;background:none">x</p>',
    '<p style="color:#222;background:#fff">x</p>',
    '<div style="color:#222;background-color:#fff"><p><b style="color:#a00">x</b></p></div>',
    '<a class="button" style="background-color:#a00000;color:#fff" href="https://example.com">x</a>',
    '<p class="code">1</p><p class="quote">q</p><p class="small">s</p>',
  ])('leaves it dark at night: %s', (html) => {
    const mail = mailOf(html);
    expect(isDark(mail)).toBe(true);
    expect(mail).toContain('<meta name="color-scheme" content="light dark">');
  });
});
