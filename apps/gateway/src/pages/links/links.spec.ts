import {
  AppError,
  Brands,
  ConfirmRequestByLink,
  DecideApproval,
  DisownLink,
  TakeBackDisowning,
  FollowConsentLink,
  OpenPreferenceCenter,
  PublicSettings,
  ReadApproval,
  ReadApprovalProof,
  ReadBrandLogo,
  ReadLink,
  ReadRequestPage,
  RenewConsentLink,
  RenewRequestLink,
  type Approval,
  type Brand,
  type DecideApprovalRequest,
  type LinkState,
  type LinkView,
  type MessageKindId,
} from '@subjectline/contracts';
import { acme, brandWith, logoPng, testLogo } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestGateway, type Heard } from '../../testing/test-gateway.fixture';

/* The pages behind links, with identity and the owners of what links are about played. */

let gateway: TestGateway;
/** What the owners were asked to do, and by which link. */
const done: string[] = [];
/** What there is to be refused with next. */
let refusal: AppError | null = null;

const moment = '2026-03-02T09:30:00.000Z';
const tokenFor = (name: string) => name.padEnd(43, '-');

/** A link by its token: kind, state and language stand in the name. */
const links: Readonly<Record<string, readonly [about: string, kind: MessageKindId, proves?: false]>> = {
  request: ['pri_1', 'request-verify'],
  optin: ['evt_1', 'validation-double-optin'],
  approval: ['apr_1', 'validation-approval-file'],
  signin: ['sgn_1', 'privacy-center-auth'],
  welcome: ['usr_1', 'consents-user-created'],
  handed: ['clk_1', 'validation-double-optin'],
  code: ['pri_2', 'subject_identity_verification', false],
};
const names = Object.keys(links);

function viewOf(token: string): LinkView {
  const [name = '', state = 'open', locale = 'en'] = token.replace(/-+$/, '').split('-');
  const link = links[name];
  if (!link) throw new AppError('link_unknown');
  const [about, message_kind, proves = true] = link;
  return {
    organization: 'default',
    about,
    message_kind,
    proves,
    state: state as LinkState,
    // the time of an opt-in is over
    ...(state === 'disowned' && name !== 'optin' && { reversible_until: moment }),
    locale,
    return_to: null,
  };
}

const approval: Approval = {
  method: 'file',
  event_id: 'e1',
  status: 'pending_approval',
  organization_user_id: 'ada@example.com',
  regulation: 'gdpr',
  created_at: moment,
  consents: {
    purposes: [
      { id: 'newsletter', enabled: true },
      { id: '<b>analytics</b>', enabled: false },
      { id: 'profiling', enabled: null },
    ],
    vendors: { enabled: ['google'] },
  },
  delegate: { id: 'agent-7', name: 'Grace' },
  proofs: [{ id: 'prf_1', type: 'application/pdf', bytes: 20_480, created_at: moment }],
  superseded: true,
  locale: 'en',
  decided_at: null,
};
let shownApproval = approval;
let returnTo: string | null = null;

function act<Reply>(what: string, reply: Reply): Reply {
  if (refusal) throw refusal;
  done.push(what);
  return reply;
}

const followed = { event_id: 'e1', status: 'confirmed', return_to: null } as const;

beforeAll(async () => {
  gateway = await TestGateway.start();
  await gateway.testEnv.bus.put(PublicSettings, 'default', {
    organization: 'default',
    subject_identity_verification_required: true,
    disable_consent_identity_verification: false,
    can_send: true,
    can_invite_by_email: false,
    cors_origins: [],
    sms_countries: null,
    allowed_origins: ['https://shop.example.com', 'https://privacy.example.com', 'http://localhost:3000'],
  });
  await gateway.play(ReadLink, ({ token }) => {
    if (refusal?.code === 'internal') throw refusal;
    return viewOf(token);
  });
  await gateway.play(ReadRequestPage, ({ about, locale = 'en' }) => ({
    id: about,
    status: 'unverified' as const,
    user_right_id: 'cpra_delete_my_data' as const,
    user_right_label: locale === 'fr' ? 'Je souhaite supprimer mes données' : 'I want to delete my data',
    locale,
    received_on: '2026-11-26',
  }));
  await gateway.play(ReadApproval, () => shownApproval);
  await gateway.play(ConfirmRequestByLink, ({ about }) =>
    act(`confirm ${about}`, {
      id: 'pri_1',
      status: 'verified' as const,
      return_to: returnTo,
      reference: 'R7F4-X2MR',
      due_on: '2026-12-28',
    }),
  );
  await gateway.play(DecideApproval, ({ about, decision, reason }: DecideApprovalRequest) =>
    act(`${decision} ${about} ${reason ?? ''}`.trim(), { ...followed, superseded: false }),
  );
  await gateway.play(FollowConsentLink, ({ about }) => act(`follow ${about}`, { ...followed }));
  await gateway.play(OpenPreferenceCenter, ({ about }) =>
    act(`open ${about}`, {
      token: 'a.b.c',
      expires_in: 900,
      user_id: 'u1',
      url: 'https://privacy.example.com/?token=a.b.c',
    }),
  );
  await gateway.play(DisownLink, ({ token }) => {
    const { organization, about } = viewOf(token);
    const until = about === 'pri_2' ? { reversible_until: moment } : {};
    return act(`disown ${about}`, { organization, about, quiet_until: '2026-03-03T09:30:00.000Z', ...until });
  });
  await gateway.play(TakeBackDisowning, ({ token }) => {
    const { organization, about } = viewOf(token);
    return act(`take back ${about}`, { organization, about, good_until: moment });
  });
  await gateway.play(RenewRequestLink, ({ about }) => act(`renew ${about}`, { retry_after_seconds: 60 }));
  await gateway.play(RenewConsentLink, ({ about }) => act(`renew ${about}`, { expires_in: 604_800 }));
  await gateway.play(ReadApprovalProof, ({ proof_id }) => ({
    id: proof_id,
    type: 'application/pdf' as const,
    bytes: 4,
    created_at: moment,
    content: Buffer.from('%PDF').toString('base64'),
  }));
});
afterAll(() => gateway?.close());
beforeEach(() => {
  done.length = 0;
  refusal = null;
  shownApproval = approval;
  returnTo = 'https://shop.example.com/kept';
});

const show = (name: string, query = '', headers: Record<string, string> = {}): Promise<Heard> =>
  gateway.call('GET', `/links?token=${tokenFor(name)}${query}`, undefined, headers);

const formType = { 'content-type': 'application/x-www-form-urlencoded' };
const send = (fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Heard> =>
  gateway.call('POST', '/links', new URLSearchParams(fields).toString(), { ...formType, ...headers });
const press = (name: string, action: string, more: Record<string, string> = {}): Promise<Heard> =>
  send({ token: tokenFor(name), action, ...more });

const titleOf = ({ body }: Heard): string => /<h1>([^<]*)<\/h1>/.exec(String(body))?.[1] ?? '';
const buttonsOf = ({ body }: Heard): string[] =>
  [...String(body).matchAll(/<button[^>]*>([^<]*)</g)].map(([, label]) => label ?? '');

describe('a page behind a link', () => {
  it.each([
    ['request', 'Confirm your request', ['Confirm my request', 'This was not me']],
    ['optin', 'Confirm your choices', ['Confirm my choices', 'This was not me']],
    ['approval', 'Decide on a change of consent', ['Approve this change', 'Reject this change']],
    ['signin', 'Open your preferences', ['Open my preferences', 'This was not me']],
    ['welcome', 'Open your preferences', ['Open my preferences', 'This was not me']],
    ['handed', 'Confirm your choices', ['Confirm my choices']],
    ['code', 'You did not ask for a code?', ['This was not me']],
  ])('about a %s asks: %s', async (name, title, buttons) => {
    const page = await show(name);
    expect([page.status, titleOf(page), buttonsOf(page)]).toEqual([200, title, buttons]);
  });

  it('is shown at the path that its button and style are relative to', async () => {
    const page = await gateway.call('GET', '/links/?token=a&redirect_url=https://b.example/?c');
    expect([page.status, page.headers.get('location')]).toEqual([
      302,
      '../links?token=a&redirect_url=https://b.example/?c',
    ]);
  });

  it.each([
    ['request-expired', 410, 'This link has expired', ['Send me a new link']],
    ['handed-expired', 410, 'This link has expired', []],
    ['code-expired', 200, 'You did not ask for a code?', ['This was not me']],
    ['optin-used', 200, 'This is done already', []],
    ['code-used', 200, 'The code has been used', []],
    ['signin-disowned', 410, 'This was stopped', ['I did ask for this']],
    ['optin-disowned', 410, 'This was stopped', []],
    ['stranger', 404, 'We do not know this link', []],
  ])('that is %s says so with %d: %s', async (name, status, title, buttons) => {
    const page = await show(name);
    expect([page.status, titleOf(page), buttonsOf(page)]).toEqual([status, title, buttons]);
  });

  it('changes nothing, however often and by whatever method it is opened', async () => {
    for (const name of names) {
      for (const method of ['GET', 'HEAD'] as const)
        await gateway.call(method, `/links?token=${tokenFor(name)}`);
    }
    expect(done).toEqual([]);
  });

  it('is in the language of the message, else that of the browser, else English', async () => {
    const languageOf = async (name: string, accepted: string) => {
      const { headers, body } = await show(name, '', { 'accept-language': accepted });
      return [headers.get('content-language'), /<html lang="(\w+)">/.exec(String(body))?.[1]];
    };
    expect(await languageOf('request-open-fr', 'de')).toEqual(['fr', 'fr']);
    expect(await languageOf('request-open-pt', 'it, de;q=0.5, es;q=0.8')).toEqual(['es', 'es']);
    expect(await languageOf('request-open-pt', 'it, fr;q=0')).toEqual(['en', 'en']);
    expect(String((await show('request-open-fr')).body)).toContain('Je souhaite supprimer mes données');
  });

  it('of a request says when it came, and then by when it is answered and how to ask for it', async () => {
    expect(String((await show('request')).body)).toContain('<dd>November 26, 2026</dd>');
    returnTo = null;
    const pages = await Promise.all(['request', 'request-open-fr'].map((name) => press(name, 'confirm')));
    expect(
      pages.map(({ body }) => [...String(body).matchAll(/<d[td]>([^<]*)</g)].map(([, text]) => text)),
    ).toEqual([
      ['Our answer is due by', 'December 28, 2026', 'Your reference number', 'R7F4-X2MR'],
      ['Notre réponse au plus tard le', '28 décembre 2026', 'Votre numéro de référence', 'R7F4-X2MR'],
    ]);
  });

  it('shows an approver the change, escaped', async () => {
    const text = String((await show('approval')).body);
    for (const piece of ['ada@example.com', 'Grace (agent-7)', 'Newsletter', 'PDF, 20 KB', 'newer choice']) {
      expect(text).toContain(piece);
    }
    expect(text).toContain('&lt;b&gt;analytics&lt;/b&gt;');
    expect(text).not.toContain('<b>');
  });

  it('serves a proof as a file that cannot run', async () => {
    const text = String((await show('approval')).body);
    const [, path = ''] = /href="(links\/proof[^"]*)"/.exec(text) ?? [];
    const { status, headers, body } = await gateway.call('GET', `/${path.replaceAll('&amp;', '&')}`);
    expect([status, body]).toEqual([200, '%PDF']);
    expect(headers.get('content-disposition')).toBe('attachment; filename="proof.pdf"');
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });

  it('says that there is nothing to confirm once it was decided elsewhere', async () => {
    shownApproval = { ...approval, status: 'rejected' };
    expect(titleOf(await show('approval'))).toBe('There is nothing left to confirm');
    refusal = new AppError('event_settled', { id: 'e1', status: 'confirmed' });
    expect(titleOf(await press('approval', 'approve'))).toBe('There is nothing left to confirm');
  });

  it('loads only its style sheet, and cannot run scripts, be framed, cached or indexed', async () => {
    const { headers, body } = await show('request');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(String(body)).not.toMatch(/<script|<img|style="|\son\w+=/);
    expect((await gateway.call('GET', '/links/links.css')).headers.get('content-type')).toContain('text/css');
  });

  it('never shows its token to the log', async () => {
    await show('request');
    await press('request', 'confirm');
    await gateway.call('GET', '/links/proof?token=secret-in-the-query&id=1');
    expect(gateway.testEnv.log.text).toContain('"route":"/links"');
    expect(gateway.testEnv.log.text).not.toContain(tokenFor('request'));
    expect(gateway.testEnv.log.text).not.toContain('secret-in-the-query');
  });
});

describe('a button', () => {
  it.each([
    ['optin', 'confirm', 'approve evt_1', 'Your choices are confirmed'],
    ['approval', 'approve', 'approve apr_1', 'The change is approved'],
    ['handed', 'confirm', 'follow clk_1', 'Your choices are confirmed'],
    ['request', 'disown', 'disown pri_1', 'Thank you for telling us'],
    ['code', 'disown', 'disown pri_2', 'Thank you for telling us'],
    ['code-expired', 'disown', 'disown pri_2', 'Thank you for telling us'],
    ['signin-disowned', 'take_back', 'take back sgn_1', 'Your report is withdrawn'],
    ['request-disowned', 'take_back', 'take back pri_1', 'Your report is withdrawn'],
    ['request-expired', 'renew', 'renew pri_1', 'Check your inbox'],
    ['optin-expired', 'renew', 'renew evt_1', 'Check your inbox'],
    ['signin-expired', 'renew', 'renew sgn_1', 'Check your inbox'],
  ])('on the page of a %s: %s', async (name, action, what, title) => {
    const page = await press(name, action);
    expect([page.status, done, titleOf(page)]).toEqual([200, [what], title]);
  });

  it('"not me" can be undone on the next page', async () => {
    expect(buttonsOf(await press('code', 'disown'))).toEqual(['I did ask for this']);
    expect(buttonsOf(await press('request', 'disown'))).toEqual([]);
  });

  it('redirects to the stored URL, and into the Preference Center', async () => {
    const confirmed = await press('request', 'confirm');
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([
      303,
      'https://shop.example.com/kept',
    ]);
    for (const name of ['signin', 'welcome']) {
      const opened = await press(name, 'open', { redirect_url: 'https://shop.example.com/' });
      expect([opened.status, opened.headers.get('location')]).toEqual([
        303,
        'https://privacy.example.com/?token=a.b.c',
      ]);
    }
  });

  it('keeps the reason of a rejection, and asks for one', async () => {
    const rejected = await press('approval', 'reject', { reason: ' wrong form\r\nsecond line ' });
    expect([titleOf(rejected), done]).toEqual([
      'The change is rejected',
      ['reject apr_1 wrong form\nsecond line'],
    ]);
    done.length = 0;
    for (const reason of ['', '  ', 'x'.repeat(1_001)]) {
      expect((await press('approval', 'reject', { reason })).status).toBe(400);
    }
    expect(done).toEqual([]);
  });

  it.each([
    ['request', 'link_used', 200, 'This is done already'],
    ['request', 'link_expired', 410, 'This link has expired'],
    ['request', 'link_unknown', 404, 'We do not know this link'],
    ['request', 'request_not_awaiting_code', 410, 'There is nothing left to confirm'],
  ] as const)('that comes too late on the page of a %s (%s) says so', async (name, code, status, title) => {
    refusal = new AppError(code);
    const page = await press(name, 'confirm');
    expect([page.status, titleOf(page)]).toEqual([status, title]);
  });

  it('does nothing for an ended link, and is absent for actions its page does not have', async () => {
    for (const name of ['request-used', 'request-disowned', 'request-expired', 'stranger']) {
      await press(name, 'confirm');
    }
    for (const [name, action] of [
      ['request', 'approve'],
      ['approval', 'disown'],
      ['handed', 'disown'],
      ['handed-expired', 'renew'],
      ['code', 'confirm'],
    ] as const) {
      expect((await press(name, action)).status).toBe(400);
    }
    expect(done).toEqual([]);
  });

  it('says that no other link is sent after too long', async () => {
    refusal = new AppError('code_expired', { id: 'e1' });
    expect(titleOf(await press('request-expired', 'renew'))).toBe('We cannot send another link');
  });
});

describe('a form', () => {
  const token = tokenFor('optin');
  const fields = { token, action: 'confirm' };

  it('is refused without its fields, with one twice, and in another type, with a page', async () => {
    const pages = [
      await send({}),
      await send({ token }),
      await send({ action: 'confirm' }),
      await send({ ...fields, action: 'delete' }),
      await gateway.call('POST', '/links', `token=${token}&action=confirm&action=disown`, formType),
      await gateway.call('POST', '/links', `token=${token}&token=${token}&action=confirm`, formType),
      await gateway.call('POST', '/links', fields),
      await gateway.call('POST', '/links', 'token=1', { 'content-type': 'text/plain' }),
      await gateway.call('POST', '/links', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
      await gateway.call('POST', `/links?token=${token}&action=confirm`),
    ];
    for (const page of pages) {
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect([400, 415]).toContain(page.status);
      expect(titleOf(page)).toBe('That did not work');
    }
    expect(done).toEqual([]);
  });

  it('is refused if another site has sent it', async () => {
    const fromOthers: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site', origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://shop.example.com' },
    ];
    for (const headers of fromOthers) {
      expect((await send(fields, headers)).status).toBe(400);
    }
    expect(done).toEqual([]);
    const fromOurs: Record<string, string>[] = [
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
      { origin: gateway.url },
      { origin: 'null' },
    ];
    for (const headers of fromOurs) {
      expect((await send(fields, headers)).status).toBe(200);
    }
    expect(done).toHaveLength(3);
  });

  it('is refused by other methods with a page', async () => {
    const page = await gateway.call('PUT', `/links?token=${token}`, {});
    expect([page.status, page.headers.get('allow'), titleOf(page)]).toEqual([
      405,
      'GET, HEAD, POST',
      'That did not work',
    ]);
  });
});

describe('the redirect', () => {
  const good = 'https://shop.example.com/thanks?a=1&b=2#c';

  it('goes to the URL in the link if its site is on the list', async () => {
    const page = await show('optin', `&redirect_url=${encodeURIComponent(good)}`);
    expect(String(page.body)).toContain(
      'name="redirect_url" value="https://shop.example.com/thanks?a=1&amp;b=2#c"',
    );
    expect(page.headers.get('content-security-policy')).toContain(
      "form-action 'self' https://shop.example.com;",
    );
    const done = await press('optin', 'confirm', { redirect_url: good });
    expect([done.status, done.headers.get('location')]).toEqual([303, good]);
    const local = await press('optin', 'confirm', { redirect_url: 'http://localhost:3000/x' });
    expect(local.headers.get('location')).toBe('http://localhost:3000/x');
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)//https://shop.example.com',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    'https:evil.example',
    'https:/evil.example',
    'https:\\\\evil.example',
    'https://evil.example\\@shop.example.com',
    'https://shop.example.com\\.evil.example',
    'https://shop.example.com@evil.example',
    'https://user:pass@shop.example.com',
    'https://shop.example.com.evil.example',
    'https://evil.example/https://shop.example.com',
    'https://evil.example#https://shop.example.com',
    'https://shop.example.com:8443/',
    'http://shop.example.com/',
    'https://shop.example.com\r\nset-cookie: a=b',
    'https://shop.example.com/\nx',
    ' https://shop.example.com/',
    'https://shop.ехample.com/',
    'https://ѕhop.example.com/',
    'https://shop.example。com.evil.example/',
    'https://shop.example.com\u0000.evil.example',
    'https://shop.example.com\t.evil.example',
    'https://[::1]/',
    'https://127.0.0.1/',
    'http://localhost:3001/',
    'ftp://shop.example.com/',
    'blob:https://shop.example.com/x',
    'https://',
    '/links',
    '',
    `https://shop.example.com/${'x'.repeat(2_048)}`,
  ])('is never %j', async (hostile) => {
    const page = await show('optin', `&redirect_url=${encodeURIComponent(hostile)}`);
    expect(page.status).toBe(200);
    expect(String(page.body)).not.toContain('name="redirect_url"');
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self';");
    const done = await press('optin', 'confirm', { redirect_url: hostile });
    expect([done.status, done.headers.get('location')]).toEqual([200, null]);
  });

  it('is omitted if the link names two URLs', async () => {
    const twice = `&redirect_url=https://shop.example.com/&redirect_url=https://evil.example/`;
    expect(String((await show('optin', twice)).body)).not.toContain('redirect_url');
    expect((await gateway.call('GET', `/links?token=${tokenFor('optin')}&token=x`)).status).toBe(404);
  });

  it('does without the spaces that a template left in the middle of the link', async () => {
    const query = '%20%20%0A%20%20&redirect_url=https://shop.example.com/';
    expect(String((await show('optin', query)).body)).toContain('name="redirect_url"');
  });

  it('follows the list at once when a site is removed', async () => {
    const settings = await gateway.testEnv.bus.read(PublicSettings, 'default');
    if (!settings) throw new Error('there are no settings');
    await gateway.testEnv.bus.put(PublicSettings, 'default', { ...settings, allowed_origins: [] });
    expect((await press('optin', 'confirm', { redirect_url: good })).status).toBe(200);
    expect((await press('signin', 'open')).status).toBe(200);
    await gateway.testEnv.bus.put(PublicSettings, 'default', settings);
  });
});

describe('a failure', () => {
  it('gets a page in the language of the browser', async () => {
    refusal = new AppError('internal');
    const page = await show('request', '', { 'accept-language': 'de' });
    expect([page.status, titleOf(page)]).toEqual([500, 'Wir können gerade nicht antworten']);
  });

  it('by rate limiting gets a page', async () => {
    // the gateway's own call for a token is the one that there is
    const busy = await TestGateway.start({ SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '1' });
    const page = await busy.call('GET', '/links?token=x', undefined, {
      authorization: '',
      'accept-language': 'fr',
    });
    expect([page.status, titleOf(page)]).toEqual([429, 'Trop de requêtes depuis votre réseau']);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    await busy.close();
  });

  it('is shown as such if no service responds', async () => {
    refusal = new AppError('unavailable');
    const page = await press('request', 'confirm');
    expect([page.status, page.headers.get('retry-after'), titleOf(page)]).toEqual([
      503,
      '1',
      'We cannot answer right now',
    ]);
  });
});

describe('a page in a brand', () => {
  const logoId = testLogo.id;
  const use = (brands: readonly Brand[]) =>
    gateway.testEnv.bus.put(Brands, 'default', { organization: 'default', brands: [...brands] });
  beforeAll(async () => {
    await gateway.play(ReadBrandLogo, ({ organization, id }) => {
      if (organization !== 'default' || id !== logoId) throw new AppError('logo_unknown', { id });
      return { type: 'image/png', content: logoPng };
    });
  });
  afterAll(() => use([]));

  it('is as it was where nothing is set', async () => {
    const before = await show('request');
    await use([brandWith()]);
    expect((await show('request')).body).toEqual(before.body);
    expect(before.headers.get('content-security-policy')).not.toContain('img-src');
  });

  it('says whose it is and whom to ask, on every page of a known link', async () => {
    await use([acme]);
    for (const name of [...names, 'request-expired', 'optin-used']) {
      const page = String((await show(name)).body);
      expect(page).toContain('<header class="brand">Acme &amp; Sons</header>');
      expect(page).toContain('<p>Acme &amp; Sons Acme Ltd, 1 Main Street, London</p>');
      expect(page).toContain('<a href="mailto:privacy@acme.example.com" rel="noreferrer">');
      expect(page).toContain(
        'href="https://acme.example.com/contact?a=1&amp;b=2" rel="noreferrer">Contact form</a>',
      );
      expect(page).toContain('Data protection officer: Ada Person');
    }
    expect(String((await show('request', '', { 'accept-language': 'de' })).body)).toContain('Privacy notice');
    expect(String((await show('request-open-de')).body)).toContain('Datenschutzhinweise');
    expect(String((await show('unknown')).body)).not.toContain('Acme');
  });

  it('shows the logo from our own origin, and loads nothing else', async () => {
    await use([{ ...acme, logo: testLogo }]);
    const page = await show('request');
    const addresses = [...String(page.body).matchAll(/(?:src|<link rel="stylesheet" href)="([^"]*)"/g)].map(
      ([, address]) => address,
    );
    const picture = `brand/default/logo/${logoId}`;
    expect(addresses).toEqual(['links/links.css', 'links/colors/0b5c4a.css', picture]);
    expect(page.headers.get('content-security-policy')).toContain("img-src 'self';");
    const logo = await gateway.call('GET', `/${picture}`, undefined, { authorization: '' });
    expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(logo.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(logo.headers.get('cache-control')).toContain('immutable');
  });

  it.each([`acme/logo/${logoId}`, `default/logo/${'0'.repeat(32)}`, 'default/logo/x', 'DEFAULT!/logo/x'])(
    'has no logo at %s',
    async (path) => {
      expect((await gateway.call('GET', `/brand/${path}`)).status).toBe(404);
    },
  );

  it('has the color of the brand, and takes nothing else for one', async () => {
    const style = await gateway.call('GET', '/links/colors/0b5c4a.css');
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(String(style.body)).toMatch(/^button\.first, .*background: #0b5c4a/);
    for (const file of ['red.css', '0b5c4a', '0b5c4a}*{.css', '0B5C4A.css'])
      expect((await gateway.call('GET', `/links/colors/${encodeURIComponent(file)}`)).status).toBe(404);
  });
});
