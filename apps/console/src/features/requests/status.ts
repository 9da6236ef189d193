import type { RequestStatus } from '../../api/types';
import type { Tone } from '../../ui/status';

export const tones: Readonly<Record<RequestStatus, Tone>> = {
  identity_unverified: 'quiet',
  pending: 'attention',
  approved: 'busy',
  in_processing: 'busy',
  complete: 'good',
  denied: 'quiet',
  canceled: 'quiet',
  duplicate: 'quiet',
  error: 'bad',
};
