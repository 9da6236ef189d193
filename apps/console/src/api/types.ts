import type { components } from '@subjectline/api-client';

type Schemas = components['schemas'];

export type PrivacyRequest = Schemas['PrivacyRequestResource'];
export type RequestStatus = PrivacyRequest['status'];
export type RequestSearch = Schemas['RequestSearchBody'];
export type Session = Schemas['Session'];
export type SessionAnswer = Schemas['SessionReply'];
export type Credentials = Schemas['SignInBody'];
export type CodeAddress = Schemas['SendCodeBody'];
export type Message = Schemas['MessageRecord'];
export type MessageHistory = Schemas['MessageHistory'];
export type MessageSearch = Schemas['SearchMessagesBody'];
export type Explanation = Schemas['Explanation'];
export type DeadLetter = Schemas['DeadLetter'];
export type ProviderConfig = Schemas['ProviderConfig'];
export type ProviderType = Schemas['ProviderTypeResource'];
export type FormField = Schemas['FormFieldResource'];
export type Channel = ProviderType['channels'][number];
export type KeptMessage = Schemas['InboxMessage'];
