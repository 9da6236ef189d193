import type { Service } from '@subjectline/bus';
import {
  AppError,
  Brands,
  ChangeApplicationSettings,
  DeleteBrand,
  DeleteBrandLogo,
  ListBrands,
  maxBrands,
  maxLogoBytes,
  PublishStateAgain,
  ReadBrand,
  ReadBrandLogo,
  SaveBrand,
  SaveBrandLogo,
  Settings,
  type Brand,
  type BrandDetails,
  type Problem,
} from '@subjectline/contracts';
import { acme, brandWith, logoPng, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConfig } from '../testing/config.fixture';

let testEnv: TestEnvironment;
let service: Service;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await startConfig(testEnv);
});
afterAll(async () => {
  await service?.close();
  await testEnv?.close();
});

let organizations = 0;
/** Each test has an organization of its own. */
const newOrganization = () => `brand-${++organizations}`;
const property_id = 'FDS-1A2B3C';
const { property_id: _property, logo: _logo, updated_at: _updated, ...details } = acme;

const save = (organization: string, brand: Partial<BrandDetails>, property?: string) =>
  testEnv.bus.ask(SaveBrand, { organization, property_id: property, brand: { ...brand } as BrandDetails });
const saveLogo = (organization: string, content: string | Buffer) =>
  testEnv.bus.ask(SaveBrandLogo, {
    organization,
    content: typeof content === 'string' ? content : content.toString('base64'),
  });
const published = async (organization: string): Promise<readonly Brand[]> =>
  (await testEnv.bus.read(Brands, organization))?.brands ?? [];

async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof AppError && error.code === 'invalid') return error.problems;
  throw new Error('it was not refused');
}

describe('a brand', () => {
  it('is empty until it is set, and replaced as a whole', async () => {
    const organization = newOrganization();
    expect(await testEnv.bus.ask(ReadBrand, { organization })).toEqual(brandWith());
    const saved = await save(organization, details);
    expect(saved).toEqual({ ...acme, updated_at: testEnv.clock.now().toISOString() });
    expect(await published(organization)).toEqual([saved]);
    const { updated_at } = await save(organization, { name: 'Globex' });
    expect(await testEnv.bus.ask(ReadBrand, { organization })).toEqual({
      ...brandWith({ name: 'Globex' }),
      updated_at,
    });
  });

  it('is published with the settings, which do not hold it', async () => {
    const organization = newOrganization();
    await save(organization, details);
    await testEnv.bus.put(Brands, organization, { organization, brands: [] });
    await testEnv.bus.ask(PublishStateAgain, { because: 'resealed' });
    expect(await published(organization)).toMatchObject([{ name: acme.name }]);
    await testEnv.bus.ask(ChangeApplicationSettings, { organization, changes: {} });
    expect(await published(organization)).toMatchObject([{ name: acme.name }]);
    expect(JSON.stringify(await testEnv.bus.read(Settings, organization))).not.toContain(acme.name);
  });

  it.each<[what: string, brand: object, path: string, said: RegExp]>([
    ['a line break in a name', { name: 'Acme\r\nBcc: all@example.com' }, 'name', /one line/],
    ['a name turned around', { email_sender_name: 'Acme \u202emoc.elgoog' }, 'email_sender_name', /one line/],
    ['a long sender of texts', { sms_sender_name: 'x'.repeat(21) }, 'sms_sender_name', /longer than 20/],
    ['a reply-to that is none', { reply_to: ['privacy'] }, 'reply_to', /e-mail address/],
    ['a pale color', { color: '#ffcc00' }, 'color', /contrast is 1\.5:1, and 4\.5:1 is needed/],
    ['a color by name', { color: 'red' }, 'color', /such as #0b5c4a/],
    ['an http address', { privacy_notice_url: 'http://example.com' }, 'privacy_notice_url', /https/],
    ['a script', { privacy_notice_url: 'javascript:alert(1)' }, 'privacy_notice_url', /https/],
    ['a password in a URL', { privacy_notice_url: 'https://a:b@example.com' }, 'privacy_notice_url', /https/],
    ['a phone that is none', { contact: { phone: 'call us' } }, 'contact.phone', /telephone number/],
    ['a tab in an address', { postal_address: 'Main\tStreet' }, 'postal_address', /lines of text/],
    ['an empty line', { postal_address: 'Acme\n\nLondon' }, 'postal_address', /lines of text/],
    ['no authority', { supervisory_authority: { url: null } }, 'supervisory_authority.name', /is required/],
    ['a time zone that is none', { time_zone: 'Europe/Nowhere' }, 'time_zone', /IANA/],
    ['an offset', { time_zone: '+01:00' }, 'time_zone', /IANA/],
    ['an unknown field', { slogan: 'x' }, 'slogan', /not known/],
  ])('is refused with %s', async (_what, brand, path, said) => {
    const organization = newOrganization();
    const problems = await problemsOf(save(organization, brand));
    expect(problems.map((problem) => problem.path.join('.').replace(/^brand\./, ''))).toContain(path);
    expect(problems.map(({ message }) => message).join()).toMatch(said);
    expect(await published(organization)).toEqual([]);
  });

  it('of a property stands beside that of the organization, and in no other one', async () => {
    const [organization, other] = [newOrganization(), newOrganization()];
    await save(organization, { name: 'Acme' });
    await save(organization, { name: 'Acme Toys' }, property_id);
    expect((await published(organization)).map(({ property_id: id, name }) => [id, name])).toEqual([
      [null, 'Acme'],
      [property_id, 'Acme Toys'],
    ]);
    expect(await testEnv.bus.ask(ListBrands, { organization })).toEqual({
      brands: await published(organization),
    });
    expect(await testEnv.bus.ask(ReadBrand, { organization: other, property_id })).toEqual(
      brandWith({ property_id }),
    );
    await testEnv.bus.ask(DeleteBrand, { organization, property_id });
    expect((await published(organization)).map(({ name }) => name)).toEqual(['Acme']);
    await testEnv.bus.ask(DeleteBrand, { organization, property_id });
    expect((await problemsOf(save(organization, {}, 'acme'))).map(({ path }) => path)).toEqual([
      ['property_id'],
    ]);
  });

  it(`is one of at most ${maxBrands}`, async () => {
    const organization = newOrganization();
    const ids = Array.from({ length: maxBrands }, (_, index) => `FDS-${String(index).padStart(6, '0')}`);
    for (const id of ids) await save(organization, { name: id }, id);
    await expect(save(organization, { name: 'One more' })).rejects.toMatchObject({ code: 'brand_limit' });
    await save(organization, { name: 'Changed' }, ids[0]);
    expect(await published(organization)).toHaveLength(maxBrands);
  });

  it('is whole after changes at once', async () => {
    const organization = newOrganization();
    const ids = ['FDS-AAAAAA', 'FDS-BBBBBB', 'FDS-CCCCCC'];
    await Promise.all([
      ...ids.map((id) => save(organization, { name: id }, id)),
      saveLogo(organization, logoPng),
    ]);
    expect((await published(organization)).map(({ property_id: id }) => id)).toEqual([null, ...ids]);
  });
});

/** The head of a file of each format, as large as its dimensions say. */
const png = (width: number, height: number) => {
  const bytes = Buffer.from(logoPng, 'base64');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
const gif = Buffer.from('47494638396120001000800000000000ffffff2c00000000200010000002', 'hex');
const webp = Buffer.from(
  '52494646240000005745425056503820180000003001009d012a400020000000fe00000000000000000000',
  'hex',
);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script/></svg>');
const bmp = Buffer.concat([
  Buffer.from('BM'),
  Buffer.alloc(12),
  Buffer.from([40, 0, 0, 0, 64, 0, 0, 0, 64, 0, 0, 0]),
  Buffer.alloc(40),
]);

describe('a logo', () => {
  it('is kept byte for byte, for its organization alone, and is not in the state', async () => {
    const organization = newOrganization();
    await save(organization, { name: 'Acme' });
    const { name, logo } = await saveLogo(organization, logoPng);
    const bytes = Buffer.from(logoPng, 'base64').length;
    expect([name, logo]).toEqual([
      'Acme',
      { id: expect.stringMatching(/^[0-9a-f]{32}$/), type: 'image/png', bytes, width: 16, height: 16 },
    ]);
    expect(await published(organization)).toMatchObject([{ name: 'Acme', logo }]);
    expect(JSON.stringify(await published(organization))).not.toContain(logoPng.slice(0, 40));
    const { id = '' } = logo ?? {};
    expect(await testEnv.bus.ask(ReadBrandLogo, { organization, id })).toEqual({
      type: 'image/png',
      content: logoPng,
    });
    const elsewhere = testEnv.bus.ask(ReadBrandLogo, { organization: newOrganization(), id });
    await expect(elsewhere).rejects.toMatchObject({ code: 'logo_unknown' });
  });

  it('stays when the rest is replaced, has another id when it is, and can be removed', async () => {
    const organization = newOrganization();
    const first = await saveLogo(organization, `data:image/png;base64,${logoPng}`);
    expect((await save(organization, { name: 'Acme' })).logo).toEqual(first.logo);
    const second = await saveLogo(organization, png(32, 32));
    expect(second.logo?.id).not.toBe(first.logo?.id);
    const removed = await testEnv.bus.ask(DeleteBrandLogo, { organization });
    expect([removed.name, removed.logo]).toEqual(['Acme', null]);
    const id = second.logo?.id ?? '';
    await expect(testEnv.bus.ask(ReadBrandLogo, { organization, id })).rejects.toMatchObject({
      code: 'logo_unknown',
    });
  });

  it.each([
    ['GIF', gif, 'image/gif', 32, 16],
    ['WebP', webp, 'image/webp', 64, 32],
    ['PNG', png(2_000, 16), 'image/png', 2_000, 16],
  ] as const)('may be a %s', async (_what, bytes, type, width, height) => {
    const { logo } = await saveLogo(newOrganization(), bytes);
    expect(logo).toMatchObject({ type, width, height });
  });

  it.each([
    ['an SVG', svg, /PNG, JPEG, GIF or WebP/],
    ['a BMP', bmp, /PNG, JPEG, GIF or WebP/],
    [
      'a text that is called a picture',
      `data:image/png;base64,${Buffer.from('<b>hi</b>').toString('base64')}`,
      /PNG/,
    ],
    ['half a head', Buffer.from(logoPng, 'base64').subarray(0, 18), /PNG, JPEG/],
    ['no base64', 'https://example.com/logo.png', /base64/],
    ['a wide one', png(2_001, 16), /between 16 and 2000 pixels.*2001 × 16/],
    ['a counting pixel', png(1, 1), /between 16 and 2000 pixels.*1 × 1/],
    [
      'a large one',
      Buffer.concat([png(16, 16), Buffer.alloc(maxLogoBytes)]).subarray(0, maxLogoBytes + 1),
      /at most 60 KB/,
    ],
  ])('is refused as %s', async (_what, content, said) => {
    const problems = await problemsOf(saveLogo(newOrganization(), content));
    expect(problems).toMatchObject([{ path: ['content'], message: expect.stringMatching(said) }]);
  });
});
