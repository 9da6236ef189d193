import { AppError, maySendOnTo, type OrganizationSettings } from '@subjectline/contracts';

type Origins = Pick<OrganizationSettings, 'allowed_origins'>;

/** Refuses where persons may not be sent on to. */
export function requireRedirect(address: string | null | undefined, { allowed_origins }: Origins): void {
  if (address && !maySendOnTo(address, allowed_origins)) throw new AppError('redirect_forbidden');
}

/** Where to send them on to; the list may have changed since it was said. */
export function allowedRedirect(address: string | null, { allowed_origins }: Origins): string | null {
  return address && maySendOnTo(address, allowed_origins) ? address : null;
}
