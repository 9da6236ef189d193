import { healthCalls } from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleFiles, consolePrefixes } from './console/console-paths';
import { documentOfSources } from './openapi/document.fixture';
import { TestGateway, secret } from './testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});

afterAll(() => gateway?.close());

describe('around every call', () => {
  it('returns and logs a request id, and no secret', async () => {
    const answer = await gateway.call('GET', '/health/alive', undefined, { 'x-request-id': 'trace-7' });
    expect(answer.headers.get('x-request-id')).toBe('trace-7');
    expect(JSON.parse(await gateway.testEnv.log.line((line) => line.includes('trace-7')))).toMatchObject({
      requestId: 'trace-7',
      method: 'GET',
      route: '/health/alive',
      status: 200,
    });
    const forged = await gateway.call('GET', '/health/alive', undefined, { 'x-request-id': 'a b\tc' });
    expect(forged.headers.get('x-request-id')).toMatch(/^req_/);
    for (const word of [secret, gateway.token, 'ada@example.com', '482913', 'key-x']) {
      expect(gateway.testEnv.log.text).not.toContain(word);
    }
  });

  it('names the services that are down, and is ready once none is', async () => {
    await gateway.play(healthCalls.config, () => ({ database: true }));
    const broken = await gateway.call('GET', '/health/ready');
    expect(broken.status).toBe(503);
    expect(broken.body).toMatchObject({
      status: 'not ready',
      checks: { nats: 'up', config: 'up', dispatch: 'down' },
    });
    for (const name of ['templates', 'identity', 'requests', 'consents', 'dispatch', 'webhooks'] as const) {
      await gateway.play(healthCalls[name], () => ({ database: true }));
    }
    expect((await gateway.call('GET', '/health/ready')).body).toMatchObject({ status: 'ready' });
  });

  it('serves pages that load nothing from elsewhere', async () => {
    expect((await gateway.call('GET', '/')).headers.get('location')).toBe('docs');
    expect((await gateway.call('GET', '/docs/')).headers.get('location')).toBe('../docs');
    for (const path of ['/docs', '/docs/swagger-ui-bundle.js']) {
      const page = await gateway.call('GET', path);
      expect(page.status, path).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect((await gateway.call('GET', '/docs/package.json')).status).toBe(404);
    expect((await gateway.call('GET', '/docs/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('documents every route, with a schema and an example of each error', async () => {
    const document = await documentOfSources();
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.toSorted()).toMatchInlineSnapshot(`
      [
        "DELETE /api/v1/brand",
        "DELETE /api/v1/brand/logo",
        "DELETE /api/v1/config",
        "DELETE /api/v1/dead-letters/{sequence}",
        "DELETE /api/v1/laws/{id}",
        "DELETE /api/v1/messaging/config/{config_key}",
        "DELETE /api/v1/messaging/templates/{template_id}",
        "DELETE /api/v1/oauth/client/{client_id}",
        "DELETE /api/v1/persons/hold/{id}",
        "DELETE /api/v1/session",
        "DELETE /api/v1/sessions",
        "DELETE /api/v1/sessions/{id}",
        "DELETE /api/v1/suppressions/{id}",
        "DELETE /api/v1/user/{id}",
        "DELETE /api/v1/user/{id}/oidc",
        "DELETE /api/v1/webhooks/endpoints/{id}",
        "DELETE /api/v1/wordings/{kind}",
        "DELETE /auth-providers/{id}",
        "DELETE /consents/events",
        "DELETE /consents/events/{id}",
        "DELETE /consents/users/{id}",
        "DELETE /marketplace/emails/{id}",
        "GET /.well-known/jwks.json",
        "GET /api/v1/assurance",
        "GET /api/v1/audit",
        "GET /api/v1/audit/export",
        "GET /api/v1/audit/verify",
        "GET /api/v1/brand",
        "GET /api/v1/brands",
        "GET /api/v1/config",
        "GET /api/v1/config/effective",
        "GET /api/v1/consent-events/pending",
        "GET /api/v1/consent-request/preferences",
        "GET /api/v1/consent-request/{id}/preferences",
        "GET /api/v1/consent-request/{id}/verification/receipt",
        "GET /api/v1/dead-letters",
        "GET /api/v1/deadline-settings",
        "GET /api/v1/id-verification/config",
        "GET /api/v1/inbox",
        "GET /api/v1/laws",
        "GET /api/v1/laws/{id}",
        "GET /api/v1/messages",
        "GET /api/v1/messages/{id}",
        "GET /api/v1/messaging/config",
        "GET /api/v1/messaging/config/{config_key}",
        "GET /api/v1/messaging/config/{config_key}/reports",
        "GET /api/v1/messaging/default/active",
        "GET /api/v1/messaging/default/status",
        "GET /api/v1/messaging/default/{service_type}",
        "GET /api/v1/messaging/email-invite/status",
        "GET /api/v1/messaging/fallback",
        "GET /api/v1/messaging/health",
        "GET /api/v1/messaging/providers",
        "GET /api/v1/messaging/templates",
        "GET /api/v1/messaging/templates/default/{template_type}",
        "GET /api/v1/messaging/templates/{template_id}",
        "GET /api/v1/messaging/templates/{template_type}/sms",
        "GET /api/v1/messaging/templates/{template_type}/text",
        "GET /api/v1/oauth/client",
        "GET /api/v1/oauth/client/{client_id}",
        "GET /api/v1/oauth/client/{client_id}/scope",
        "GET /api/v1/oauth/role",
        "GET /api/v1/oauth/scope",
        "GET /api/v1/organizations",
        "GET /api/v1/persons/erase/{id}",
        "GET /api/v1/persons/hold",
        "GET /api/v1/persons/looks",
        "GET /api/v1/privacy-request",
        "GET /api/v1/privacy-request/notification",
        "GET /api/v1/privacy-request/{id}",
        "GET /api/v1/privacy-request/{id}/assurance",
        "GET /api/v1/privacy-request/{id}/deadlines",
        "GET /api/v1/privacy-request/{id}/history",
        "GET /api/v1/privacy-request/{id}/log",
        "GET /api/v1/privacy-request/{id}/messages",
        "GET /api/v1/privacy-request/{id}/verification",
        "GET /api/v1/privacy-request/{id}/verification/receipt",
        "GET /api/v1/reports",
        "GET /api/v1/session",
        "GET /api/v1/session/oidc",
        "GET /api/v1/sessions",
        "GET /api/v1/suppressions",
        "GET /api/v1/user",
        "GET /api/v1/user/{id}",
        "GET /api/v1/user/{id}/permission",
        "GET /api/v1/webhooks/deliveries/{id}",
        "GET /api/v1/webhooks/endpoints",
        "GET /api/v1/webhooks/endpoints/{id}",
        "GET /api/v1/webhooks/endpoints/{id}/deliveries",
        "GET /api/v1/wordings",
        "GET /api/v1/wordings/{kind}",
        "GET /api/v1/wordings/{kind}/versions",
        "GET /api/v1/wordings/{kind}/versions/{version}",
        "GET /auth-providers",
        "GET /auth-providers/{id}",
        "GET /auth/initiate",
        "GET /auth/protocols/message/callback",
        "GET /auth/protocols/otp/generate",
        "GET /consents/approvers",
        "GET /consents/events",
        "GET /consents/events/{id}",
        "GET /consents/proofs/{id}",
        "GET /consents/users",
        "GET /consents/users/{id}",
        "GET /dsar/requests",
        "GET /dsar/requests/notes",
        "GET /dsar/requests/{id}",
        "GET /dsar/user-rights",
        "GET /dsar/user-rights/{id}",
        "GET /health/alive",
        "GET /health/ready",
        "GET /marketplace/emails",
        "GET /marketplace/emails/properties-schema",
        "GET /marketplace/emails/types",
        "GET /marketplace/emails/{id}",
        "GET /marketplace/emails/{id}/versions",
        "GET /marketplace/emails/{id}/versions/{version}",
        "GET /openapi.json",
        "PATCH /api/v1/config",
        "PATCH /api/v1/consent-request/{id}/preferences",
        "PATCH /api/v1/messaging/config/{config_key}",
        "PATCH /api/v1/organizations/{id}",
        "PATCH /api/v1/privacy-request/administrate/approve",
        "PATCH /api/v1/privacy-request/administrate/cancel",
        "PATCH /api/v1/privacy-request/administrate/deny",
        "PATCH /api/v1/webhooks/endpoints/{id}",
        "PATCH /api/v1/wordings/{kind}",
        "PATCH /auth-providers/{id}",
        "PATCH /consents/events/{id}",
        "PATCH /consents/users/{id}",
        "PATCH /dsar/requests/{id}",
        "PATCH /marketplace/emails/{id}",
        "POST /api/v1/consent-request",
        "POST /api/v1/consent-request/preferences",
        "POST /api/v1/consent-request/{id}/verify",
        "POST /api/v1/consent-users/search",
        "POST /api/v1/dead-letters/{sequence}/resend",
        "POST /api/v1/messages",
        "POST /api/v1/messages/batch",
        "POST /api/v1/messages/explain",
        "POST /api/v1/messages/search",
        "POST /api/v1/messages/{id}/cancel",
        "POST /api/v1/messages/{id}/resend",
        "POST /api/v1/messages/{id}/send-now",
        "POST /api/v1/messaging/config",
        "POST /api/v1/messaging/config/test",
        "POST /api/v1/messaging/config/{config_key}/check",
        "POST /api/v1/messaging/config/{config_key}/reports",
        "POST /api/v1/messaging/config/{config_key}/test",
        "POST /api/v1/messaging/setup",
        "POST /api/v1/messaging/test/{service_type}",
        "POST /api/v1/oauth/client",
        "POST /api/v1/oauth/client/{client_id}/secret",
        "POST /api/v1/oauth/token",
        "POST /api/v1/organizations",
        "POST /api/v1/persons/erase",
        "POST /api/v1/persons/export",
        "POST /api/v1/privacy-request",
        "POST /api/v1/privacy-request/authenticated",
        "POST /api/v1/privacy-request/search",
        "POST /api/v1/privacy-request/{id}/acknowledgement",
        "POST /api/v1/privacy-request/{id}/appeal",
        "POST /api/v1/privacy-request/{id}/assurance",
        "POST /api/v1/privacy-request/{id}/assurance/data-points",
        "POST /api/v1/privacy-request/{id}/assurance/document",
        "POST /api/v1/privacy-request/{id}/clarification",
        "POST /api/v1/privacy-request/{id}/clarification/answer",
        "POST /api/v1/privacy-request/{id}/complete",
        "POST /api/v1/privacy-request/{id}/decision/preview",
        "POST /api/v1/privacy-request/{id}/extension",
        "POST /api/v1/privacy-request/{id}/reopen",
        "POST /api/v1/privacy-request/{id}/resubmit",
        "POST /api/v1/privacy-request/{id}/verification/address",
        "POST /api/v1/privacy-request/{id}/verification/resend",
        "POST /api/v1/privacy-request/{id}/verification/session",
        "POST /api/v1/privacy-request/{id}/verify",
        "POST /api/v1/session",
        "POST /api/v1/session/code",
        "POST /api/v1/session/oidc",
        "POST /api/v1/session/oidc/callback",
        "POST /api/v1/suppressions",
        "POST /api/v1/suppressions/search",
        "POST /api/v1/user",
        "POST /api/v1/user/{id}/invite",
        "POST /api/v1/webhooks/deliveries/{id}/replay",
        "POST /api/v1/webhooks/endpoints",
        "POST /api/v1/webhooks/endpoints/{id}/replay",
        "POST /api/v1/webhooks/endpoints/{id}/secret",
        "POST /api/v1/webhooks/endpoints/{id}/test",
        "POST /api/v1/wordings/{kind}/preview",
        "POST /api/v1/wordings/{kind}/test",
        "POST /api/v1/wordings/{kind}/versions/{version}/restore",
        "POST /auth-providers",
        "POST /auth/protocols/message/callback",
        "POST /auth/protocols/otp/generate",
        "POST /auth/protocols/otp/verify",
        "POST /consents/events",
        "POST /consents/events/{id}/resend",
        "POST /consents/links",
        "POST /consents/proofs",
        "POST /consents/tokens",
        "POST /consents/users",
        "POST /dsar/links",
        "POST /dsar/requests",
        "POST /dsar/requests/notes",
        "POST /marketplace/emails",
        "POST /marketplace/emails/preview",
        "POST /marketplace/emails/{id}/preview",
        "POST /marketplace/emails/{id}/test",
        "POST /marketplace/emails/{id}/versions/{version}/restore",
        "POST /sessions",
        "POST /webhooks/{organization}/{provider}/{config_key}",
        "PUT /api/v1/assurance",
        "PUT /api/v1/brand",
        "PUT /api/v1/brand/logo",
        "PUT /api/v1/config",
        "PUT /api/v1/deadline-settings",
        "PUT /api/v1/laws/{id}",
        "PUT /api/v1/messaging/config/{config_key}/secret",
        "PUT /api/v1/messaging/default",
        "PUT /api/v1/messaging/default/{service_type}/secret",
        "PUT /api/v1/messaging/fallback",
        "PUT /api/v1/messaging/templates",
        "PUT /api/v1/messaging/templates/{template_type}/sms",
        "PUT /api/v1/messaging/templates/{template_type}/text",
        "PUT /api/v1/oauth/client/{client_id}",
        "PUT /api/v1/oauth/client/{client_id}/scope",
        "PUT /api/v1/persons/hold",
        "PUT /api/v1/privacy-request/notification",
        "PUT /api/v1/user/{id}",
        "PUT /api/v1/user/{id}/permission",
        "PUT /consents/approvers",
        "PUT /marketplace/emails/{id}",
      ]
    `);
    // a page of the console at one of them could not be opened
    const firsts = new Set(Object.keys(document.paths).map((path) => path.split('/')[1]));
    for (const ours of [...consolePrefixes, ...consoleFiles, 'assets', 'preview-frame'])
      expect(firsts).not.toContain(ours.split('/')[0]);
    const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g);
    const names = new Set([...references].map(([, name]) => name));
    expect([...names].toSorted()).toEqual(Object.keys(document.components.schemas).toSorted());
    expect(document.components.schemas['SendMessageBody']).toHaveProperty('properties.kind');
    expect(document.components.schemas).not.toHaveProperty('GatewayEnv');
    expect(JSON.stringify(document.paths['/api/v1/privacy-request/{id}/verify'])).toContain(
      'Attempt limit hit',
    );
  });
});
