import { describe, expect, it, vi } from 'vitest';
import { closedPort, failureOf, message, never, testProvider, useVendor } from '../provider.suite';
import { mailgun } from './';

const to = 'ada.person@example.com';
const subject = {
  provider: mailgun,
  vendor: 'mailgun' as const,
  details: { domain: 'mg.example.com', is_eu_domain: false, api_version: 'v3' },
  secrets: { mailgun_api_key: 'key-6d61696c67756e2d736563726574' },
  to,
};

testProvider({
  ...subject,
  ourId: (fields) => fields['v:subjectline_id'],
  quotas: [
    ['second', { outcome: 'throttled', status: 429, retryAfterMs: 1000 }],
    ['minute', { outcome: 'throttled', status: 429, retryAfterMs: 60_000 }],
    ['hour', { outcome: 'throttled', status: 429, retryAfterMs: 3_600_000 }],
    ['day', { outcome: 'misconfigured', reason: 'credits_used_up', status: 403 }],
    ['month', { outcome: 'misconfigured', reason: 'credits_used_up', status: 402 }],
  ],
});

describe('Mailgun', () => {
  const { emulator, open } = useVendor(subject);
  const fieldsOfOne = async (...args: Parameters<typeof message>) => {
    await open().send(message(...args), never);
    return emulator().messages()[0]?.fields;
  };

  it('registers an address for reports once for every event, and says what they are signed with', async () => {
    const url = 'https://privacy.example.com/webhooks/default/mailgun/mailgun';
    const key = { mailgun_webhook_signing_key: emulator().reportKeys.mailgun };
    const before = emulator().requestCount('mailgun');
    for (const account of [open(), open()]) expect(await account.registerReports?.(url, never)).toEqual(key);
    expect(emulator().requestCount('mailgun') - before).toBe(1);
    expect(emulator().reporter.registered('mailgun')).toBe(url);
  });

  it('says of an erasure that the vendor cannot be reached', async () => {
    const account = open({ baseUrl: `http://127.0.0.1:${await closedPort()}` });
    const failure = await failureOf(account.erase?.(to, never) ?? Promise.resolve());
    expect(failure).toMatchObject({ outcome: 'unavailable', reason: 'vendor_unreachable' });
  });

  it('erases an address from the lists that have it, and no other', async () => {
    const address = 'ada+per%son@example.com';
    for (const list of ['bounces', 'unsubscribes'] as const) emulator().suppress(list, address);
    emulator().suppress('complaints', to);
    const erase = () => open().erase?.(address, never) ?? Promise.resolve();
    emulator().behave({ vendor: 'mailgun', answer: 404, refusal: 'domain_not_found', times: 1 });
    expect(await failureOf(erase())).toMatchObject({ outcome: 'misconfigured', reason: 'domain_unknown' });
    emulator().behave({ vendor: 'mailgun', answer: 'sign-in-page', times: 1 });
    expect(await failureOf(erase())).toMatchObject({ outcome: 'unknown', reason: 'answer_unreadable' });
    emulator().behave({ vendor: 'mailgun', answer: 401, times: 1 });
    expect(await failureOf(erase())).toMatchObject({ outcome: 'misconfigured', reason: 'key_wrong' });
    expect(emulator().erasures()).toEqual([]);
    expect([await erase(), await erase()]).toEqual([2, 0]);
    expect(emulator().erasures()).toEqual([
      { vendor: 'mailgun', what: 'bounces', name: address },
      { vendor: 'mailgun', what: 'unsubscribes', name: address },
    ]);
  });

  it('finds a message by our id among those to its recipient, and says where it may not look', async () => {
    const account = open();
    const sent = message(to);
    const { providerMessageId } = await account.send(sent, never);
    await account.send({ ...message(to), id: 'msg_2' }, never);
    const sought = { id: sent.id, to, isItsText: null, from: new Date(), until: new Date() };
    const find = (changes: object) =>
      account.find?.({ ...sought, ...changes }, never) ?? Promise.reject(new Error());
    expect(await failureOf(find({}))).toMatchObject({ outcome: 'misconfigured', status: 401 });
    emulator().showTaken(true);
    expect(await find({})).toEqual({ state: 'found', providerMessageId });
    expect(await find({ id: 'msg_3' })).toEqual({ state: 'absent' });
    expect(await find({ to: 'another@example.com' })).toEqual({ state: 'absent' });
    const yesterday = new Date(Date.now() - 86_400_000);
    expect(await find({ from: yesterday, until: yesterday })).toEqual({ state: 'absent' });
  });

  it('sends both parts from mailgun@ the domain', async () => {
    expect(await fieldsOfOne(to)).toMatchObject({
      from: '<mailgun@mg.example.com>',
      to,
      subject: 'Your code',
      html: '<p>123456</p>',
      text: '123456',
    });
  });

  it('turns tracking off', async () => {
    expect(await fieldsOfOne(to)).toMatchObject({
      'o:tracking': 'no',
      'o:tracking-clicks': 'no',
      'o:tracking-opens': 'no',
    });
  });

  it.each([
    ['Acme', 'Acme <mailgun@mg.example.com>'],
    ['Acme, "the" Inc.', '"Acme, \\"the\\" Inc." <mailgun@mg.example.com>'],
    ['Équipe Vie privée', 'Équipe Vie privée <mailgun@mg.example.com>'],
    ['Müller, Söhne & Töchter', '=?UTF-8?B?TcO8bGxlciwgU8O2aG5lICYgVMO2Y2h0ZXI=?= <mailgun@mg.example.com>'],
    ['Acme Inc.', '"Acme Inc." <mailgun@mg.example.com>'],
    ['a <b@example.com>', '"a <b@example.com>" <mailgun@mg.example.com>'],
    ['Acme\r\nBcc: x@example.com', '"Acme Bcc: x@example.com" <mailgun@mg.example.com>'],
  ])('signs as %j', async (fromName, from) => {
    expect(await fieldsOfOne(to, { fromName })).toMatchObject({ from });
  });

  it('sets Reply-To', async () => {
    const replyTo = ['privacy@example.com', 'dpo@example.com', 'DPO <dpo@EXAMPLE.com>'];
    expect(await fieldsOfOne(to, { replyTo })).toMatchObject({
      'h:Reply-To': 'privacy@example.com, dpo@example.com',
    });
  });

  it.each([
    [1, '5m'],
    [7.9, '7m'],
    [60, '1h'],
    [90, '1h30m'],
    [60 * 48, '24h'],
  ])('asks for delivery within %d minutes as %s', async (minutes, within) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const expiresAt = new Date(Date.now() + minutes * 60_000);
    expect(await fieldsOfOne(to, { expiresAt })).toMatchObject({ 'o:deliver-within': within });
    vi.useRealTimers();
  });

  it('fills the template named fides when the domain has one', async () => {
    emulator().holdTemplate('mailgun', true);
    const fields = await fieldsOfOne(to, { variables: { code: '123456', minutes: '10' } });
    expect(fields).toMatchObject({ template: 'fides' });
    expect(fields).not.toHaveProperty('html');
    expect(JSON.parse(String(fields?.['t:variables']))).toEqual({
      fides_email_body: '<p>123456</p>',
      code: '123456',
      minutes: '10',
    });
    const inHeaders = Object.entries(fields ?? {}).filter(([name]) => /^[hv]:/.test(name));
    expect(JSON.stringify(inHeaders)).not.toContain('123456');
  });

  it.each([
    [12_000, true],
    [17_000, false],
    [4_500, true, '€'],
    [5_500, false, '€'],
  ])('fits %i characters into the template: %s', async (length, fits, character = 'x') => {
    emulator().holdTemplate('mailgun', true);
    const html = character.repeat(length);
    const fields = await fieldsOfOne(to, { html, bodyHtml: html });
    expect(fields).toMatchObject(fits ? { template: 'fides' } : { html });
    expect('template' in (fields ?? {})).toBe(fits);
  });

  it('does without a deleted template, at once and from then on', async () => {
    emulator().holdTemplate('mailgun', true);
    const account = open();
    await account.send(message(to), never);
    emulator().holdTemplate('mailgun', false);
    const before = emulator().requestCount('mailgun');
    await account.send(message(to), never);
    expect(emulator().requestCount('mailgun') - before).toBe(2);
    await account.send(message(to), never);
    expect(emulator().requestCount('mailgun') - before).toBe(3);
    const sent = emulator().messages().slice(1);
    expect(sent).toHaveLength(2);
    for (const { fields } of sent) expect(fields).toMatchObject({ html: '<p>123456</p>' });
  });

  it('marks mails as automatic, and as distinct', async () => {
    const outgoing = message(to);
    await open().send(outgoing, never);
    expect(emulator().messages()[0]?.fields).toMatchObject({
      'h:Auto-Submitted': 'auto-generated',
      'h:X-Entity-Ref-ID': outgoing.id,
    });
  });

  it('leaves a domain as it was typed', async () => {
    const { 'h:Reply-To': replyTo, ...fields } =
      (await fieldsOfOne('ada@müller.example', { replyTo: ['dpo@bücher.example'] })) ?? {};
    expect([fields['to'], replyTo]).toEqual(['ada@müller.example', 'dpo@bücher.example']);
  });

  it('uses the Reply-To of the settings if the message has none', async () => {
    const details = { ...subject.details, reply_to: 'privacy@example.com' };
    const account = mailgun.open({ details, secrets: subject.secrets }, { baseUrl: emulator().url });
    await account.send(message(to), never);
    await account.send(message(to, { replyTo: ['dpo@example.com'] }), never);
    await account.close();
    const replyTo = emulator()
      .messages()
      .map(({ fields }) => fields['h:Reply-To']);
    expect(replyTo).toEqual(['privacy@example.com', 'dpo@example.com']);
  });

  it('sets no Reply-To where none is given', async () => {
    expect(await fieldsOfOne(to)).not.toHaveProperty('h:Reply-To');
  });

  it('does without the template when the key may not look for it', async () => {
    emulator().holdTemplate('mailgun', 'forbidden');
    expect(await fieldsOfOne(to)).toMatchObject({ html: '<p>123456</p>' });
  });

  it('uses the configured API version', async () => {
    const details = { ...subject.details, api_version: 'v4' };
    const account = mailgun.open({ details, secrets: subject.secrets }, { baseUrl: emulator().url });
    await account.send(message(to), never);
    await account.close();
    expect(emulator().messages()).toHaveLength(1);
  });

  it('reports an empty key as an account that is not set up', async () => {
    const secrets = { mailgun_api_key: '' };
    const account = mailgun.open({ details: subject.details, secrets }, { baseUrl: emulator().url });
    expect(await failureOf(account.send(message(to), never))).toMatchObject({ outcome: 'misconfigured' });
    await account.close();
  });
});
