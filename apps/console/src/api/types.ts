import type { components } from '@subjectline/api-client';

type Schemas = components['schemas'];

export type PrivacyRequest = Schemas['PrivacyRequestResource'];
export type RequestStatus = PrivacyRequest['status'];
export type RequestSearch = Schemas['RequestSearchBody'];
export type Session = Schemas['Session'];
export type SessionAnswer = Schemas['SessionReply'];
export type Credentials = Schemas['SignInBody'];
