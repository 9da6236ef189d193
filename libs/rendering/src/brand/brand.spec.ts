import { brandParameters, messageKindIds, type Brand, type Words } from '@subjectline/contracts';
import { acme, brandWith, contrastOf, testLogo } from '@subjectline/testing';
import { describe, expect, it } from 'vitest';
import { CompiledWording } from '../wording/compiled-wording';
import { examineWording } from '../wording/examine-wording';
import { brandVariables, type Letterhead } from './letterhead';

const words: Words = {
  subject: 'Your request',
  html: '<p>Body</p><p><a class="button" href="https://example.com">Open</a></p>',
  text: 'Body\n\nOpen: https://example.com',
  sms: 'We have your request.',
};

const letterheadOf = (brand: Brand, logoSource: string | null = null): Letterhead => ({ brand, logoSource });

function render(brand: Brand | null, changes: Partial<Words> = {}, locale = 'en', logoSource?: string) {
  const compiled = CompiledWording.compile({ ...words, ...changes });
  const letterhead = brand && letterheadOf(brand, logoSource);
  const mail = compiled.render('email', {}, { locale, letterhead });
  const { text: sms } = compiled.render('sms', {}, { locale, letterhead });
  return { ...mail, html: mail.html ?? '', sms };
}

describe('a message in a brand', () => {
  it('is as it was where nothing is set', () => {
    const none = render(null);
    expect(none.html).not.toMatch(/class="(?:brand|foot)"/);
    expect(render(brandWith())).toEqual(none);
    expect([none.text, none.sms]).toEqual([words.text, words.sms]);
  });

  it('says below a mail who writes and how to reach them', () => {
    const { html, text } = render(acme);
    expect(text).toBe(
      [
        words.text,
        '',
        '-- ',
        'Acme & Sons',
        'Acme Ltd, 1 Main Street, London',
        'Questions? privacy@acme.example.com, +44 20 7946 0000, Contact form: https://acme.example.com/contact?a=1&b=2',
        'Data protection officer: Ada Person, dpo@acme.example.com',
        'Privacy notice: https://acme.example.com/privacy',
      ].join('\n'),
    );
    expect(html).toContain('<div>Acme &amp; Sons</div>');
    expect(html).toContain('<a href="mailto:privacy@acme.example.com">privacy@acme.example.com</a>');
    expect(html).toContain('<a href="tel:+442079460000">+44 20 7946 0000</a>');
    expect(html).toContain(
      '<a href="https://acme.example.com/contact?a&#x3D;1&amp;b&#x3D;2">Contact form</a>',
    );
    expect(html).not.toMatch(/src=|@import|<link|<img/i);
  });

  it('has only the lines of which something is known', () => {
    const { html, text } = render(
      brandWith({ contact: { email: null, phone: null, url: null }, name: 'Acme' }),
    );
    expect(text).toBe(`${words.text}\n\n-- \nAcme`);
    expect(html).not.toContain('Questions');
    expect(render(brandWith({ color: '#0b5c4a' })).text).toBe(words.text);
  });

  it.each([
    ['en', 'Questions?', 'Privacy notice'],
    ['fr-CA', 'Des questions\u00a0?', 'Politique de confidentialité'],
    ['de', 'Fragen?', 'Datenschutzhinweise'],
    ['es', '¿Tiene preguntas?', 'Política de privacidad'],
    ['da', 'Questions?', 'Privacy notice'],
  ])('speaks the language of its words: %s', (locale, questions, notice) => {
    const { html, text } = render(acme, {}, locale);
    for (const part of [html, text]) {
      expect(part).toContain(questions);
      expect(part).toContain(notice);
    }
  });

  it('shows the logo that is in the mail, small, with the name for those who do not see it', () => {
    const { html } = render({ ...acme, logo: testLogo }, {}, 'en', 'cid:5f2c@logo');
    const [picture = ''] = /<img[^>]*>/.exec(html) ?? [];
    expect(picture).toContain('src="cid:5f2c@logo"');
    expect(picture).toContain('alt="Acme &amp; Sons"');
    expect(picture).toContain('width="240" height="40"');
    expect(html.match(/src=/g)).toHaveLength(1);
    expect(html).toMatch(/prefers-color-scheme:dark\)\{.*\.card \.logo\{background-color:#ffffff!important/);
  });

  it('has the name where there is no logo, or it cannot be read', () => {
    const name = /<div class="brand"[^>]*>Acme &amp; Sons<\/div>/;
    expect(render(acme).html).toMatch(name);
    expect(render({ ...acme, logo: testLogo }).html).toMatch(name);
  });

  it('has its buttons in the color of the brand, by day and by night', () => {
    const { html } = render(acme);
    expect(html).not.toContain('background-color:#1d4ed8');
    expect(html.match(/background-color:#0b5c4a/g)?.length).toBeGreaterThanOrEqual(4);
    expect(contrastOf('#0b5c4a', '#ffffff')).toBeGreaterThanOrEqual(4.5);
    const own =
      '<p><a href="https://example.com" style="background-color:#1d4ed8;color:#ffffff">Open</a></p>';
    expect(render(acme, { html: own }).bodyHtml).toContain('background-color:#1d4ed8');
  });

  it('escapes what stands in it', () => {
    const hostile = `<b>"x"</b>`;
    const { html } = render(
      brandWith({
        name: hostile,
        postal_address: hostile,
        contact: { email: null, phone: null, url: 'https://example.com/"><b>' },
        data_protection_officer: { name: hostile, email: null },
      }),
    );
    expect(html).not.toContain('<b>');
  });
});

describe('a text message in a brand', () => {
  it('begins with its name', () => {
    expect(render(acme).sms).toBe('Acme: We have your request.');
    expect(render(brandWith({ name: 'Globex' })).sms).toBe('Globex: We have your request.');
  });

  it.each(['Acme has your request.', 'Your request at Acme'])('does not say it twice: %s', (sms) => {
    expect(render(acme, { sms }).sms).toBe(sms);
  });

  it('says it where its own words do', () => {
    expect(render(acme, { sms: 'News of {{brand_name}}' }).sms).toBe('News of Acme & Sons');
  });
});

describe('what words may name of a brand', () => {
  it('is the same list everywhere', () => {
    expect(Object.keys(brandVariables(letterheadOf(acme)))).toEqual(Object.keys(brandParameters));
    expect(brandVariables(letterheadOf(brandWith()))).toEqual({});
  });

  it('can be used in every kind of message, links at the head of an address', () => {
    const names = Object.keys(brandParameters).map((name) => `{{#if ${name}}}{{${name}}}{{/if}}`);
    const link = '<a href="{{brand_authority_url}}">Complain</a>';
    for (const kind of messageKindIds) {
      const problems = examineWording(kind, { ...words, html: `<p>${names.join(' ')} ${link}</p>` });
      expect(problems.filter(({ message }) => message.includes('brand'))).toEqual([]);
    }
    const [problem] = examineWording('test_message', { ...words, html: '<p>{{brand_slogan}}</p>' });
    expect(problem?.message).toContain('"brand_slogan" is not a parameter');
  });

  it('is not for a sender to say', () => {
    const compiled = CompiledWording.compile({ ...words, subject: '{{brand_name}}' });
    const given = { brand_name: 'Globex' };
    const options = { locale: 'en', letterhead: letterheadOf(acme) };
    expect(compiled.render('email', given, options).subject).toBe('Acme & Sons');
  });

  it('renders as nothing where it is absent', () => {
    const html = '<p>Dear{{#if brand_name}} customer of {{brand_name}}{{/if}},</p>';
    expect(render(null, { html }).bodyHtml).toBe('<p>Dear,</p>');
    expect(render(acme, { html }).bodyHtml).toBe('<p>Dear customer of Acme &amp; Sons,</p>');
  });
});

it('a name that the postal address begins with is said once', () => {
  const { text } = render(brandWith({ name: 'Acme', postal_address: 'Acme Ltd\nLondon' }));
  expect(text).toBe(`${words.text}\n\n-- \nAcme Ltd, London`);
});
