import type { components } from '@subjectline/api-client';

type Schemas = components['schemas'];

export type PrivacyRequest = Schemas['PrivacyRequestResource'];
export type RequestStatus = PrivacyRequest['status'];
export type RequestSearch = Schemas['RequestSearchBody'];
