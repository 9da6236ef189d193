import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';

type Place = 'providers' | 'suppression' | 'general' | 'wording' | 'choices';

/** Where what a code says can be repaired. */
const places: Readonly<Record<string, Place>> = {
  switched_off: 'providers',
  provider_missing: 'providers',
  provider_incomplete: 'providers',
  provider_not_working: 'providers',
  no_provider: 'providers',
  misconfigured: 'providers',
  key_wrong: 'providers',
  key_lacks_permission: 'providers',
  login_refused: 'providers',
  account_unknown: 'providers',
  domain_unknown: 'providers',
  sender_invalid: 'providers',
  sender_unknown: 'providers',
  settings_unusable: 'providers',
  suppressed: 'suppression',
  recipient_suppressed: 'suppression',
  country_not_allowed: 'general',
  country_disabled: 'general',
  sms_limit_reached: 'general',
  sms_limit: 'general',
  no_wording: 'wording',
  template_missing: 'wording',
  parameter_missing: 'wording',
  too_long: 'wording',
  too_large: 'wording',
  content_refused: 'wording',
  no_approver: 'choices',
};

export function RemedyLink({ code }: { readonly code: string }) {
  const { shell, settings } = useWords();
  const place = places[code];
  if (place === undefined) return null;
  if (place === 'suppression' || place === 'general') {
    return (
      <AnchorLink to={`/settings/${place}`} size="sm">
        {settings.sections[place].title}
      </AnchorLink>
    );
  }
  const to = { providers: '/privacy-request/configure', wording: '/wording', choices: '/choices' } as const;
  return (
    <AnchorLink to={to[place]} size="sm">
      {shell.pages[place]}
    </AnchorLink>
  );
}
