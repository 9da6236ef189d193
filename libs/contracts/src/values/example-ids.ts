/** Ids in the examples of the API's description. */
export const exampleIds = {
  request: 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d',
  consentRequest: 'con_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d',
  consentEvent: 'evt_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d',
  challenge: 'cha_3f0d2a5e-6c1b-4d7e-8a90-5b6c7d8e9f01',
  endpoint: 'whk_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  webhookEvent: 'whe_5e0d4c1a-7b1f-8f0e-9a55-2b8c1f3f9a10',
  suppression: 'sup_9c1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  personHold: 'hld_7a3f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  personErasure: 'ers_1c9f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  personLook: 'plk_2d1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  auditEntry: 'aud_2d1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  receipt: 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJzdWJqZWN0bGluZSJ9.c2lnbmF0dXJl',
  delivery: 'whd_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11',
} as const;
