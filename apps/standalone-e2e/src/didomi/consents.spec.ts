import { randomUUID } from 'node:crypto';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { addLinks, foundInProduct } from '../fixtures/product-canaries.fixture';
import { at, Product, listAt, textAt, type Answer } from '../fixtures/product.fixture';
import { linkIn, look, press, sendForm } from '../fixtures/link.fixture';

/* Consent events in the whole product: double opt-in as Didomi's page shows it, approvals, tokens and links. */

let product: Product;

const query = '?organization_id=default';
const events = `/v1/consents/events`;

/** The example of Didomi's page about templates; the line breaks inside its text are escaped, as JSON wants them. */
const pageExample = {
  type_id: 'didomi',
  email_type: 'validation-double-optin',
  properties: {
    html: `<html>\n<head>\n<title>Privacy Center Approval</title>\n
                </head>\n<body>\n<div>\nCliquez ici pour confirmer votre 
                consentement: <a href="{{validation_approve_url}}
                &redirect_url={{metadata_redirect_url}}">{{validation_approve_url}}
                </a>\n</div>\n</body>\n</html>`,
  },
};

const canaries = new Map<string, string>();

/** A person whose address is found nowhere that it should not be. */
function someone(): string {
  const address = `person-${randomUUID()}@example.com`;
  canaries.set(`address ${canaries.size}`, address);
  return address;
}

/** The event of that page, with the validation that its prose asks for. */
const optIn = (email: string, redirect_url = 'https://google.com') => ({
  user: { organization_user_id: email, metadata: { redirect_url } },
  consents: { purposes: [{ id: 'purpose_id', enabled: true }] },
  validation: { method: 'email' },
});

const create = (event: object): Promise<Answer> => product.call('POST', `${events}${query}`, event);
const statusOf = async (id: string): Promise<unknown> =>
  at((await product.call('GET', `${events}/${id}`)).body, 'status');

const received = (address: string, phrase = /./) =>
  product.emulator.waitForMessage(
    ({ to, subject = '', html = '' }) => to === address && phrase.test(`${subject}\n${html}`),
  );
const countFor = (address: string) => product.emulator.messages().filter(({ to }) => to === address).length;

const createEmail = async (body: object): Promise<void> => {
  const { status, body: answer } = await product.call('POST', `/marketplace/emails${query}`, body);
  expect([status, answer]).toEqual([201, expect.anything()]);
};

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
});
afterAll(() => product?.close());

describe('a double opt-in', () => {
  it('without its template is stored, sends nothing, and says so', async () => {
    const email = someone();
    const { status, body } = await create(optIn(email));
    expect([status, at(body, 'status')]).toEqual([200, 'pending_approval']);
    expect(listAt(body, 'warnings')).toEqual([
      { reason: 'template_missing', email_type: 'validation-double-optin' },
    ]);
    await eventually('the message is recorded', async () => {
      const { body: records } = await product.call('GET', '/api/v1/messages?kind=validation-double-optin');
      return listAt(records, 'items').some((record) => at(record, 'reason') === 'template_missing');
    });
    expect(countFor(email)).toBe(0);
  });

  it('works as Didomi’s page has it, and redirects to no site that is not on the list', async () => {
    await createEmail(pageExample);
    const email = someone();
    const { body } = await create(optIn(email));
    const id = textAt(body, 'id');
    expect(listAt(body, 'warnings')).toEqual([]);
    const mail = await received(email);
    const link = linkIn(mail, product);
    expect(new URL(link).searchParams.get('redirect_url')).toContain('https://google.com');
    const page = await look(link);
    expect([page.status, page.html]).toEqual([200, expect.stringContaining('Purpose id')]);
    expect(page.html).not.toContain('google.com');
    expect(await statusOf(id)).toBe('pending_approval');
    const done = await press(link, 'confirm');
    expect([done.status, done.location]).toEqual([200, null]);
    expect(await statusOf(id)).toBe('confirmed');
    expect((await look(link)).status).toBe(200);
    await expect(press(link, 'confirm')).rejects.toThrow('no button');
  });

  it('sends on to the address in the event once its site is on the list', async () => {
    await product.change({ links: { allowed_origins: ['https://google.com'] } });
    const email = someone();
    const { body } = await create(optIn(email, 'https://google.com/a?b=1'));
    const link = linkIn(await received(email), product);
    const done = await press(link, 'confirm');
    expect(done.status).toBe(303);
    expect(new URL(done.location ?? '').origin).toBe('https://google.com');
    expect(await statusOf(textAt(body, 'id'))).toBe('confirmed');
  });

  it('is confirmed once, however often and fast the button is pressed', async () => {
    const email = someone();
    const { body } = await create(optIn(email));
    const link = linkIn(await received(email), product);
    const token = new URL(link).searchParams.get('token')?.trim() ?? '';
    const pages = await Promise.all(
      Array.from({ length: 10 }, () => sendForm(link, { token, action: 'confirm' })),
    );
    const titles = pages.map(({ title }) => title).toSorted();
    expect(titles.filter((title) => title === 'Your choices are confirmed')).toHaveLength(1);
    for (const { status, title } of pages) {
      expect([200, 410]).toContain(status);
      expect([
        'Your choices are confirmed',
        'This is done already',
        'There is nothing left to confirm',
      ]).toContain(title);
    }
    expect(await statusOf(textAt(body, 'id'))).toBe('confirmed');
  });

  it('of a hostile address does not redirect', async () => {
    for (const hostile of ['javascript:alert(1)', '//evil.example', 'https://google.com.evil.example']) {
      const email = someone();
      await create(optIn(email, hostile));
      const done = await press(linkIn(await received(email), product), 'confirm');
      expect([hostile, done.status, done.location]).toEqual([hostile, 200, null]);
    }
  });

  it('is ended by "this was not me"', async () => {
    const email = someone();
    const { body } = await create(optIn(email));
    const link = linkIn(await received(email), product);
    await press(link, 'disown');
    await eventually('it is rejected', async () => (await statusOf(textAt(body, 'id'))) === 'rejected');
    expect((await look(link)).status).toBe(410);
    await press(link, 'take_back');
    await eventually(
      'it waits again',
      async () => (await statusOf(textAt(body, 'id'))) === 'pending_approval',
    );
    await press(link, 'confirm');
    expect(await statusOf(textAt(body, 'id'))).toBe('confirmed');
  });

  it('that is too late has a new link sent, which works', async () => {
    const email = someone();
    const { body } = await create(optIn(email));
    const link = linkIn(await received(email), product);
    product.testEnv.clock.advance(8 * 86_400_000);
    await product.signIn();
    const before = countFor(email);
    const renewed = await press(link, 'renew');
    expect(renewed.status).toBe(200);
    await eventually('another mail', () => Promise.resolve(countFor(email) > before));
    const mails = product.emulator.messages().filter(({ to }) => to === email);
    const fresh = linkIn(mails.at(-1) ?? {}, product);
    expect(fresh).not.toBe(link);
    await press(fresh, 'confirm');
    expect(await statusOf(textAt(body, 'id'))).toBe('confirmed');
  });
});

describe('an approval inside the organization', () => {
  const approver = someone();
  const byFile = (email: string, more: object = {}) => ({
    user: { organization_user_id: email },
    consents: { purposes: [{ id: 'research', enabled: true }] },
    proofs: ['data:application/pdf;base64,JVBERi0xLjcKJSVFT0YK'],
    delegate: { id: 'agent-7', name: 'Grace' },
    validation: { method: 'file' },
    ...more,
  });

  beforeAll(async () => {
    await createEmail({ type_id: 'didomi', email_type: 'validation-approval-file' });
    const { status } = await product.call('PUT', '/consents/approvers', { approvers: [approver] });
    expect(status).toBe(200);
  });

  /** The last link that the approver got. */
  async function nextLink(act: () => Promise<unknown>): Promise<string> {
    const before = countFor(approver);
    await act();
    await eventually('the approver is asked', () => Promise.resolve(countFor(approver) > before));
    return linkIn(product.emulator.messages().findLast(({ to }) => to === approver) ?? {}, product);
  }

  it('shows whose choice it is and what proves it, and is rejected with a reason', async () => {
    const email = someone();
    let id = '';
    const link = await nextLink(async () => {
      id = textAt((await create(byFile(email))).body, 'id');
    });
    const page = await look(link);
    for (const piece of [email, 'Grace', 'Research', 'PDF']) expect(page.html).toContain(piece);
    const [, proof = ''] = /href="(links\/proof[^"]*)"/.exec(page.html) ?? [];
    const file = await fetch(`${product.url}/${proof.replaceAll('&amp;', '&')}`);
    expect([file.status, await file.text()]).toEqual([200, '%PDF-1.7\n%%EOF\n']);
    await press(link, 'reject', { reason: 'The form is not signed.' });
    const { body } = await product.call('GET', `${events}/${id}`);
    expect(body).toMatchObject({ status: 'rejected', rejection_reason: 'The form is not signed.' });
    expect((await look(link)).status).toBe(200);
    const refused = await product.call('PATCH', `${events}/${id}`, { status: 'confirmed' });
    expect([refused.status, at(refused.body, 'reason')]).toEqual([409, 'event_settled']);
  });

  it('that comes late says that there is a newer choice, and does not undo it', async () => {
    const email = someone();
    const link = await nextLink(() => create(byFile(email)));
    product.testEnv.clock.advance(60_000);
    await create({
      user: { organization_user_id: email },
      consents: { purposes: [{ id: 'research', enabled: false }] },
    });
    expect((await look(link)).html).toContain('newer choice');
    expect((await press(link, 'approve')).status).toBe(200);
    const { body } = await product.call('GET', `/consents/users?organization_user_id=${email}`);
    expect(at(body, 'data', 0, 'consents', 'purposes')).toMatchObject([{ id: 'research', enabled: false }]);
  });
});

describe('a token and a link for one user', () => {
  it('open the choices of that user alone', async () => {
    const [mine, theirs] = [someone(), someone()];
    await create({
      user: { organization_user_id: theirs },
      consents: { purposes: [{ id: 'a', enabled: true }] },
    });
    const { body } = await product.call('POST', `/consents/tokens${query}`, { organization_user_id: mine });
    const options = { token: textAt(body, 'token') };
    const made = await product.call(
      'POST',
      events,
      { consents: { purposes: [{ id: 'b', enabled: true }] } },
      options,
    );
    expect([made.status, at(made.body, 'user', 'organization_user_id')]).toEqual([200, mine]);
    const own = await product.call('GET', events, undefined, options);
    expect([own.status, at(own.body, 'total')]).toEqual([200, 1]);
    const other = await product.call('GET', `${events}?organization_user_id=${theirs}`, undefined, options);
    expect(JSON.stringify(other.body)).not.toContain(theirs);
    for (const [method, path] of [
      ['DELETE', `${events}/${textAt(made.body, 'id')}`],
      ['GET', '/consents/users'],
      ['GET', '/dsar/requests'],
      ['GET', '/api/v1/messages'],
    ] as const) {
      expect([401, 403]).toContain((await product.call(method, path, undefined, options)).status);
    }
    product.testEnv.clock.advance(901_000);
    expect((await product.call('GET', events, undefined, options)).status).toBe(401);
    await product.signIn();
  });

  it('made by hand acts by its button, once', async () => {
    const email = someone();
    const { body } = await product.call('POST', `/consents/links${query}`, {
      organization_user_id: email,
      action: 'event.create',
      event: { consents: { purposes: [{ id: 'by-link', enabled: true }] } },
    });
    const link = textAt(body, 'url').replace(/^https?:\/\/[^/]*/, product.url);
    expect((await look(link)).html).toContain('By link');
    const list = () => product.call('GET', `${events}?organization_user_id=${email}`);
    expect(at((await list()).body, 'total')).toBe(0);
    expect((await press(link, 'confirm')).status).toBe(200);
    expect(at((await list()).body, 'total')).toBe(1);
    expect((await look(link)).title).toBe('This is done already');
  });
});

describe('persons and links', () => {
  it('stand in no line of any log, and in no table', async () => {
    addLinks(canaries, product);
    expect(canaries.size).toBeGreaterThan(10);
    expect(await foundInProduct(canaries, product)).toEqual([]);
  });
});
