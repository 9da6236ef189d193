import { RenewConsentLink, RenewRequestLink } from '@subjectline/contracts';
import { referenceOf, type Act, type OpenedLink } from '../link';
import { renewed } from '../views/expired';

function questionOf(link: OpenedLink): ReturnType<typeof referenceOf> & { client_digest: string | null } {
  return { ...referenceOf(link), client_digest: link.clientDigest };
}

export const renewRequestLink: Act = async (bus, link) => {
  const { retry_after_seconds: againSeconds } = await bus.ask(RenewRequestLink, questionOf(link));
  return { content: renewed(link.language, { againSeconds }) };
};

export const renewConsentLink: Act = async (bus, link) => {
  const { expires_in: goodSeconds } = await bus.ask(RenewConsentLink, questionOf(link));
  return { content: renewed(link.language, { goodSeconds }) };
};
