import type { MessageKindId, SignInProtocol } from '@subjectline/contracts';

interface ProtocolRules {
  readonly kind: MessageKindId;
  readonly seconds: number;
}

/**
 * Didomi's codes are valid for five minutes. It does not say how long its links
 * are; ours last as long as tokens.
 */
export const signInProtocols: Readonly<Record<SignInProtocol, ProtocolRules>> = {
  otp: { kind: 'privacy-center-auth-otp-code', seconds: 300 },
  message: { kind: 'privacy-center-auth', seconds: 900 },
};
