import {
  CreateConsentProof,
  DeleteConsentEvent,
  DeleteConsentEvents,
  largestProofBytes,
  ReadConsentProof,
} from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConsentsEnvironment, organization, refusalOf, someone } from '../testing/consents.fixture';
import { readProof } from './proof';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const uri = (type: string, content: string | Buffer) =>
  `data:${type};base64,${Buffer.from(content as string, 'latin1').toString('base64')}`;

describe('a proof', () => {
  it.each([
    ['application/pdf', '%PDF-1.7\n'],
    ['image/png', '\x89PNG\r\n\x1a\n...'],
    ['image/jpeg', '\xff\xd8\xff\xe0...'],
    ['image/jpg', '\xff\xd8\xff\xe0...'],
    ['image/gif', 'GIF89a...'],
    [docx, 'PK\x03\x04...word/document.xml...'],
    ['application/msword', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...'],
  ])('may be %s', (type, content) => {
    expect(readProof(uri(type, content))).toMatchObject({ bytes: content.length });
  });

  it.each([
    ['of a type that is not kept', uri('text/html', '<script>'), 'proofType'],
    ['a picture in name only', uri('image/png', '%PDF-1.7'), 'proofContent'],
    ['any archive', uri(docx, 'PK\x03\x04...xl/workbook.xml'), 'proofContent'],
    ['empty', 'data:application/pdf;base64,', 'isDataUri'],
    ['not in base64', 'data:application/pdf,%25PDF', 'isDataUri'],
    ['an address', 'https://example.com/a.pdf', 'isDataUri'],
    ['too large', uri('application/pdf', `%PDF-${'x'.repeat(largestProofBytes)}`), 'proofSize'],
  ])('may not be %s', (_what, text, fault) => {
    expect(readProof(text)).toBe(fault);
  });
});

describe('proofs', () => {
  let environment: ConsentsEnvironment;
  beforeAll(async () => {
    environment = await ConsentsEnvironment.open();
  });
  afterAll(() => environment?.close());

  it('are kept to the last byte, for their organization alone', async () => {
    const content = `%PDF-${'x'.repeat(largestProofBytes - 5)}`;
    const data = uri('application/pdf', content);
    const proof = await environment.testEnv.bus.ask(CreateConsentProof, { organization, data });
    expect(proof).toMatchObject({ type: 'application/pdf', bytes: largestProofBytes });
    const { id } = proof;
    const read = await environment.testEnv.bus.ask(ReadConsentProof, { organization, id });
    expect(read).toEqual({ ...proof, content: Buffer.from(content).toString('base64') });
    const elsewhere = environment.testEnv.bus.ask(ReadConsentProof, { organization: 'other', id });
    expect(await refusalOf(elsewhere)).toBe('proof_unknown');
    const refused = environment.testEnv.bus.ask(CreateConsentProof, { organization, data: 'data:,x' });
    expect(await refusalOf(refused)).toBe('invalid');
  });

  it('are deleted with the last event that names them', async () => {
    const { bus } = environment.testEnv;
    const silent = { disable_integrations: true };
    const data = uri('application/pdf', '%PDF-1.7');
    const user = { organization_user_id: someone() };
    const first = await environment.create({ user, proofs: [data] }, silent);
    const [shared = ''] = first.proofs_id;
    await environment.create({ user, proofs: [data], proofs_id: [shared] }, silent);
    const unused = await bus.ask(CreateConsentProof, { organization, data });
    const isThere = (id: string) => refusalOf(bus.ask(ReadConsentProof, { organization, id }));
    await bus.ask(DeleteConsentEvent, { organization, id: first.id });
    expect(await isThere(shared)).toBe('not refused');
    await bus.ask(DeleteConsentEvents, { organization, ...user });
    expect(await isThere(shared)).toBe('proof_unknown');
    expect(await environment.rows('select id from consents.proofs where bytes = 8')).toEqual([
      { id: unused.id },
    ]);
  });
});
