import { describe, expect, it } from 'vitest';
import { CompiledWording } from '../wording/compiled-wording';

const link = 'https://example.com/links?token=1';

function mail(html: string) {
  const words = { subject: 'Subject', html, text: null, sms: 'Text', from_name: null, reply_to: [] };
  return CompiledWording.compile(words).render('email', { link, code: '482913' }, { locale: 'en' });
}

describe('a body with classes of ours', () => {
  it('has the look in the elements, where a mail program that drops the styles of a page finds it', () => {
    const { bodyHtml } = mail(
      '<p class="code">{{code}}</p><p class="quote">q</p><p class="small">s</p><a class="button" href="{{link}}">Go</a>',
    );
    expect(bodyHtml).toMatch(/<p class="code" style="font-size:32px[^"]*">482913<\/p>/);
    expect(bodyHtml).toMatch(/<p class="quote" style="[^"]*border-left/);
    expect(bodyHtml).toMatch(/<p class="small" style="font-size:14px/);
    expect(bodyHtml).toMatch(/<a class="button"[^>]* style="display:inline-block[^"]*"/);
  });

  it('has a button with a margin in Outlook, and a text part that knows of none', () => {
    const { bodyHtml, text } = mail('<p><a class="button" href="{{link}}">Go</a></p>');
    expect(bodyHtml).toMatch(/<!--\[if mso\]><table[^>]*><tr><td[^>]*><!\[endif\]--><a[^>]*>Go<\/a><!--/);
    expect(text).toBe(`Go (${link})`);
  });

  it('keeps the style that its author gave an element', () => {
    expect(mail('<p class="small" style="color:#000000">s</p>').bodyHtml).toBe(
      '<p class="small" style="color:#000000">s</p>',
    );
  });

  it('is what it was where such a class is only spoken of', () => {
    const { bodyHtml } = mail('<p>&lt;a class="button"&gt;</p>');
    expect(bodyHtml).not.toContain('style=');
  });

  it('runs from right to left where its language does, with its quotes on that side', () => {
    const words = { subject: 'S', html: '<p>x</p>', text: null, sms: 'T', from_name: null, reply_to: [] };
    const { html } = CompiledWording.compile(words).render('email', {}, { locale: 'ar' });
    expect(html).toContain('<div class="sheet" lang="ar" dir="rtl"');
    expect(html).toContain('align="right"');
    expect(html).toContain('[dir=rtl] .quote');
  });
});
