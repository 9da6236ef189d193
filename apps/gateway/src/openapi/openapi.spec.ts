import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scopes, sentEventTypes } from '@subjectline/contracts';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';
import { describedIn, documentOfSources, operationsOf, type Document } from './document.fixture';
import { OpenApiDocument } from './openapi.document';

const publicUrl = 'https://host.example/msg';
let gateway: TestGateway;
let document: Document;

beforeAll(async () => {
  gateway = await TestGateway.start({ SUBJECTLINE_PUBLIC_URL: publicUrl });
  document = await documentOfSources(publicUrl);
});
afterAll(() => gateway?.close());

it('is at one path, the base of its relative addresses', async () => {
  const { status, headers } = await gateway.call('GET', '/openapi.json/');
  expect([status, headers.get('location')]).toEqual([302, '../openapi.json']);
});

it('is written by a process of its own, once for all who ask', async () => {
  const asked = await Promise.all([1, 2].map(() => gateway.call('GET', '/openapi.json')));
  for (const { status, body } of asked) {
    expect(status).toBe(200);
    // a difference is one to the last build
    expect(body).toEqual(document);
  }
});

it('is written anew after a process that could not start', async () => {
  const { execPath } = process;
  const opened = new OpenApiDocument(publicUrl);
  process.execPath = join(tmpdir(), 'no-such-program');
  try {
    await expect(opened.get()).rejects.toThrow('ENOENT');
  } finally {
    process.execPath = execPath;
  }
  expect(JSON.parse((await opened.get()).toString())).toEqual(document);
});

it('shows only examples that fit their schemas', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, 'document');
  const described = describedIn(document);
  expect(described.flatMap(({ examples }) => examples).length).toBeGreaterThan(300);
  const misfits = described.flatMap(({ pointer, examples }) => {
    const escaped = pointer.map((part) =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const validate = ajv.compile({ $ref: `document#/${[...escaped, 'schema'].join('/')}` });
    return examples.flatMap((example) => (validate(example) ? [] : [[pointer.join(' '), validate.errors]]));
  });
  expect(misfits).toEqual([]);
});

it('describes each type of webhook, with an example that fits', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, 'document');
  expect(Object.keys(document.webhooks).toSorted()).toEqual(sentEventTypes.toSorted());
  for (const [type, { post }] of Object.entries(document.webhooks)) {
    const media = post.requestBody?.content['application/json'];
    const pointer = ['webhooks', type, 'post', 'requestBody', 'content', 'application~1json', 'schema'];
    const validate = ajv.compile({ $ref: `document#/${pointer.join('/')}` });
    expect([validate(media?.example), validate.errors], type).toEqual([true, null]);
    expect(media?.example).toMatchObject({ type });
    expect(validate({ ...(media?.example as object), type: 'another.type' }), type).toBe(false);
    const headers = post.parameters?.map(({ name }) => name);
    expect(headers).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
  }
});

it('gives generated types that compile and accept every example', async () => {
  const types = await generateTypes(document);
  const uses = describedIn(document).flatMap(({ pointer, examples }) => {
    // a status is a number there
    const keys = pointer.slice(1).map((part) => (/^\d+$/.test(part) ? part : JSON.stringify(part)));
    const type = keys.reduce((whole, key) => `NonNullable<${whole}>[${key}]`, 'paths');
    return examples.map((example) => `use<${type}>(${JSON.stringify(example)});`);
  });
  const folder = await mkdtemp(join(tmpdir(), 'subjectline-types-'));
  try {
    await writeFile(join(folder, 'api.ts'), types);
    const head = `import type { paths } from './api';\ndeclare function use<T>(value: T): void;\n`;
    await writeFile(join(folder, 'uses.ts'), head + uses.join('\n'));
    expect(await compile(join(folder, 'uses.ts'))).toBe('');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('is what the types of libs/api-client were generated from', async () => {
  // `npm run api-client` writes the file
  const types = await generateTypes(forClient(document));
  await expect(types).toMatchFileSnapshot(join(__dirname, '../../../../libs/api-client/src/schema.d.ts'));
});

it('names the schema of every body and reply that has more than one value', () => {
  const inline = describedIn(document).filter(({ schema }) => 'properties' in schema || 'allOf' in schema);
  expect(inline.map(({ pointer }) => pointer.join(' '))).toEqual([]);
  const { schemas } = document.components;
  for (const name of ['AccessToken', 'FidesError', 'FidesLimitError', 'ProblemDetails', 'DidomiError']) {
    expect(schemas).toHaveProperty(name);
  }
});

it('requires no header, and describes each once', () => {
  const headers = operationsOf(document).map(([, , { parameters = [] }]) =>
    parameters.filter((parameter) => parameter.in === 'header'),
  );
  expect(headers.flat().filter(({ required }) => required)).toEqual([]);
  for (const names of headers.map((list) => list.map(({ name }) => name.toLowerCase()))) {
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('authorization');
  }
  expect(headers.flat().map(({ name }) => name)).toContain('accept-language');
});

it('types the numbers of paging', () => {
  const parameters = operationsOf(document).flatMap(([, , operation]) => operation.parameters ?? []);
  const paging = parameters.filter(({ name }) => ['page', 'size', 'limit', '$limit', '$skip'].includes(name));
  expect(paging.length).toBeGreaterThan(20);
  expect(new Set(paging.map(({ schema }) => schema.type))).toEqual(new Set(['integer']));
});

it('declares the scope of each operation, and where tokens are issued', () => {
  expect(document.components).toMatchObject({
    securitySchemes: {
      client: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'api/v1/oauth/token' } } },
      bearer: { type: 'http', scheme: 'bearer' },
    },
  });
  const send = document.paths['/api/v1/messages']?.['post'];
  expect(send?.security).toEqual([{ client: ['messages:send'] }, { bearer: [] }]);
  const named = operationsOf(document).flatMap(([, , { security = [] }]) =>
    security.flatMap((way) => way['client'] ?? []),
  );
  expect(scopes).toEqual(expect.arrayContaining(named));
});

it('names the server it comes from before the public address', () => {
  expect(document.servers.map(({ url }) => url)).toEqual(['.', 'https://host.example/msg']);
});

async function generateTypes(described: object): Promise<string> {
  // what it says of its own types as CommonJS cannot be read
  const { default: openapiTypes, astToString } = await import('openapi-typescript');
  return astToString(await openapiTypes(JSON.stringify(described)));
}

/** A client reads every error as one type: responses of errors and examples would treble its types. */
function forClient({ webhooks: _webhooks, ...rest }: Document): object {
  const isLeftOut = (key: string) => ['example', 'examples'].includes(key) || /^[345]\d\d$/.test(key);
  const text = JSON.stringify(rest, (key, value: unknown) => (isLeftOut(key) ? undefined : value));
  return JSON.parse(text) as object;
}

async function compile(file: string): Promise<string> {
  const options = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', 'false', '--types', ''];
  const tsc = join(__dirname, '../../../../node_modules/typescript/bin/tsc');
  return promisify(execFile)(process.execPath, [tsc, ...options, file], { maxBuffer: 1e8 }).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
}
