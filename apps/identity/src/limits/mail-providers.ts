/**
 * How large mail providers tell mailboxes apart, where that is not by the name before the @ alone. A `+tag` is left
 * out everywhere (mailbox.ts). Sources: Gmail https://support.google.com/mail/answer/7436150, Proton
 * https://proton.me/support/addresses-and-aliases, iCloud https://support.apple.com/en-us/102529 and Fastmail
 * https://www.fastmail.help/hc/en-us/articles/360060591053.
 */
interface MailProvider {
  /** The first stands for all of them: one name is one mailbox at each. */
  readonly domains: readonly [string, ...string[]];
  /** Characters of a name that make no difference. */
  readonly ignored?: RegExp;
}

const providers: readonly MailProvider[] = [
  { domains: ['gmail.com', 'googlemail.com'], ignored: /\./g },
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], ignored: /[._-]/g },
  { domains: ['icloud.com', 'me.com', 'mac.com'] },
  { domains: ['yandex.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua', 'ya.ru'], ignored: /[.-]/g },
];

const providerOf = new Map(providers.flatMap((provider) => provider.domains.map((name) => [name, provider])));

/** Whose subdomains are names of mailboxes: `anything@ada.fastmail.com` is `ada@fastmail.com`. */
const subdomainAddressing = new Set(['fastmail.com', 'fastmail.fm']);

/** The mailbox behind a name and a domain, both in lower case and without a tag. */
export function mailboxAt(name: string, domain: string): string {
  const provider = providerOf.get(domain);
  if (provider) {
    const short = provider.ignored ? name.replace(provider.ignored, '') : name;
    return `${short || name}@${provider.domains[0]}`;
  }
  const [, owner, parent] = /^([^.]+)\.(.+)$/.exec(domain) ?? [];
  return owner && parent && subdomainAddressing.has(parent) ? `${owner}@${parent}` : `${name}@${domain}`;
}

/**
 * Where the public has its mailboxes: the providers above and others with millions of users. What goes to one of their
 * domains says nothing of its owner, so it has no limit per domain.
 */
const publicDomains = new Set([
  ...providerOf.keys(),
  ...subdomainAddressing,
  ...'outlook.com hotmail.com live.com msn.com outlook.de outlook.fr outlook.es outlook.it hotmail.de'.split(
    ' ',
  ),
  ...'hotmail.fr hotmail.es hotmail.it hotmail.co.uk hotmail.be hotmail.nl live.fr live.de live.nl live.be'.split(
    ' ',
  ),
  ...'live.it live.co.uk live.ca live.se live.dk live.no live.com.au hotmail.com.br hotmail.com.ar'.split(
    ' ',
  ),
  ...'yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.es yahoo.it yahoo.ca yahoo.com.br yahoo.com.mx'.split(
    ' ',
  ),
  ...'yahoo.com.ar yahoo.co.in yahoo.in yahoo.co.id yahoo.com.au yahoo.com.ph yahoo.com.sg yahoo.co.jp'.split(
    ' ',
  ),
  ...'ymail.com rocketmail.com aol.com aim.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de mail.com'.split(
    ' ',
  ),
  ...'t-online.de freenet.de arcor.de orange.fr wanadoo.fr free.fr sfr.fr laposte.net bbox.fr neuf.fr'.split(
    ' ',
  ),
  ...'libero.it virgilio.it tiscali.it alice.it tim.it terra.es telefonica.net ziggo.nl kpnmail.nl'.split(
    ' ',
  ),
  ...'telenet.be skynet.be proximus.be bluewin.ch hispeed.ch wp.pl o2.pl onet.pl interia.pl seznam.cz'.split(
    ' ',
  ),
  ...'centrum.cz btinternet.com bt.com sky.com talktalk.net virginmedia.com ntlworld.com eircom.net'.split(
    ' ',
  ),
  ...'comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net'.split(
    ' ',
  ),
  ...'rogers.com bell.net shaw.ca telus.net videotron.ca bigpond.com optusnet.com.au xtra.co.nz'.split(' '),
  ...'uol.com.br bol.com.br terra.com.br mail.ru bk.ru list.ru inbox.ru rambler.ru ukr.net abv.bg'.split(' '),
  ...'qq.com foxmail.com 163.com 126.com sina.com sohu.com aliyun.com naver.com daum.net hanmail.net'.split(
    ' ',
  ),
  ...'docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com rediffmail.com zoho.com zohomail.com hey.com'.split(
    ' ',
  ),
  ...'tutanota.com tuta.com tuta.io mailbox.org posteo.de posteo.net hushmail.com duck.com'.split(' '),
  ...'privaterelay.appleid.com mozmail.com simplelogin.com'.split(' '),
]);

export function isPublicMailDomain(domain: string): boolean {
  return publicDomains.has(domain);
}
